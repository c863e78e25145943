/**
 * A scenario is data: a program, the question it answers, and what must come out. Nothing here computes;
 * `teach/facts.ts` holds the facts against a run of the engine, in tests and when a reader answers.
 */

/** Calls are counted from 1, as the page numbers them. */
export type CallNumber = number;

/** An address: a number, or the variable of the program that holds it. */
export type Place = number | string;

/**
 * Something that can be looked up in a run.
 * `pages`: one character a page, from address `from` on: `-` not mapped, `.` mapped without an entry, `z` the
 * zero page, `!` a marker (guard, poison), a letter or digit the character stored there, `0` a frame of zeros,
 * `?` any other content.
 */
export type Fact =
  | { readonly fact: "result"; readonly call: CallNumber; readonly is: string }
  | { readonly fact: "pages"; readonly from: Place; readonly after: CallNumber; readonly are: string }
  | {
      readonly fact: "vmas";
      readonly from: Place;
      readonly pages: number;
      readonly after: CallNumber;
      readonly are: number;
    }
  | {
      readonly fact: "sameFrames";
      readonly pages: number;
      readonly from: Place;
      readonly before: CallNumber;
      readonly to: Place;
      readonly after: CallNumber;
    }
  | { readonly fact: "watched"; readonly addr: Place; readonly after: CallNumber; readonly is: boolean }
  | { readonly fact: "sameAddress"; readonly a: Place; readonly b: Place; readonly is: boolean }
  | { readonly fact: "perms"; readonly addr: Place; readonly after: CallNumber; readonly are: string }
  | {
      readonly fact: "counter";
      readonly counter: "totalVm" | "lockedVm" | "anon" | "committed";
      readonly from: CallNumber;
      readonly after: CallNumber;
      readonly grew: number;
    }
  /** Whether the page's entry carries userfaultfd's write-protect bit. */
  | { readonly fact: "uffdWp"; readonly addr: Place; readonly after: CallNumber; readonly is: boolean }
  /** What the call carried: single entries, whole tables of 512 (pmd) or of 512 × 512 (pud), huge entries. */
  | {
      readonly fact: "moves";
      readonly call: CallNumber;
      readonly level: "pte" | "pmd" | "pud" | "hugePmd";
      readonly are: number;
    };

/** A number that the engine can be asked for. */
export type Quantity =
  | { readonly count: "entriesMoved" | "framesCopied" | "framesFreed"; readonly call: CallNumber }
  | { readonly count: "vmas"; readonly from: Place; readonly pages: number; readonly after: CallNumber }
  | { readonly count: "present"; readonly from: Place; readonly pages: number; readonly after: CallNumber };

export interface Option {
  readonly text: string;
  /** The option is right where all of these hold; the engine decides, for the kernel at hand. */
  readonly when: readonly Fact[];
}

interface QuestionBase {
  /** Unique in the library; the key of stored progress. Never changed once published. */
  readonly id: string;
  /** Asked when the calls before this one are done. */
  readonly before: CallNumber;
  readonly prompt: string;
  /** The rule that decides, shown after the answer. */
  readonly rule: string;
}

export type Question =
  | (QuestionBase & { readonly kind: "choose"; readonly options: readonly Option[] })
  | (QuestionBase & { readonly kind: "count"; readonly unit: string; readonly of: Quantity })
  /** The reader marks each page of a range as it will be after a call; the answer is a `pages` picture. */
  | (QuestionBase & {
      readonly kind: "place";
      readonly from: Place;
      readonly pages: number;
      readonly after: CallNumber;
      /** The characters on offer. */
      readonly pieces: string;
    });

/** What must come out on some kernels. */
export interface Outcome {
  /** Profile ids; left out: on every kernel that the scenario names. */
  readonly kernels?: readonly string[];
  readonly facts: readonly Fact[];
}

export interface Source {
  readonly author: string;
  /** ISO date, or a year and month where that is what is known. */
  readonly date: string;
  readonly subject: string;
}

/** What a list shows of a scenario; written in `catalogue.ts`, which is there before the scenarios are. */
export interface Heading {
  /** In links and stored progress. Never changed once published. */
  readonly id: string;
  readonly title: string;
  /** 1 to 10, a key of `CHAPTERS`. */
  readonly chapter: number;
}

/** What the file of a scenario holds. */
export interface ScenarioBody {
  /** The id of its heading. */
  readonly id: string;
  /** The student's question, for browsing. */
  readonly ask: string;
  readonly question: Question | null;
  /** Canonical text of the language. */
  readonly program: string;
  /** Two or three short sentences. */
  readonly story: readonly string[];
  /** What stays in mind. */
  readonly aha: string;
  /** Profile ids it is meant for; the first is not special, the program's head names the default. */
  readonly kernels: readonly string[];
  readonly outcomes: readonly Outcome[];
  /** A sentence of the scenario's own for a call, by its number. */
  readonly captions?: Readonly<Record<CallNumber, string>>;
  readonly sources: readonly Source[];
  /** Ids of related scenarios. */
  readonly neighbours: readonly string[];
}

export type Scenario = Heading & ScenarioBody;
