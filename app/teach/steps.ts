import { scenariosById } from "#scenarios/library.ts";
import type { Walk, WalkStep } from "#scenarios/walks/walk.ts";
import { diceOf } from "./dice.ts";
import { EXERCISES } from "./exercises/exercises.ts";
import type { Problem } from "./problem.ts";

/** The seed of the numbers that a step has when its link names none. */
export const FIRST_SEED = "first";

const fromLibrary = (id: string): Problem | null => {
  const scenario = scenariosById.get(id);
  if (scenario === undefined || scenario.question === null) return null;
  const { program, question } = scenario;
  return { program, question };
};

/** The problem of a step. `seed`: null for the numbers that everybody gets first. */
export const problemOf = (step: WalkStep, seed: string | null): Problem => {
  const known = seed === null && step.scenario !== undefined ? fromLibrary(step.scenario) : null;
  return known ?? EXERCISES[step.exercise](diceOf(seed ?? FIRST_SEED));
};

/** The key of a step's answer in the stored progress. */
export const progressKey = (walk: Walk, step: WalkStep): string => `walk.${walk.id}.${step.id}`;
