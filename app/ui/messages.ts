/**
 * Every sentence of the page's own, in plain short words. Kernel names stay as the kernel writes them. What a
 * call does and why it fails is said by the engine and the scene, not here.
 */
import { plural } from "./text/numbers.ts";

export const words = {
  name: "mremap explorer",
  cannotOpen: "A part of this page could not be fetched. Check the connection, then load the page again.",
  skip: "Skip to the stage",
  fault: (part: string) =>
    `This part of the page (${part}) has stopped on a fault of its own. The rest still works.`,
  faultRetry: "Show it again",

  // Top bar
  scenario: "Scenario",
  ownProgram: "Your own program",
  changedScenario: (title: string) => `${title} (changed)`,
  library: "Library",
  browseLibrary: "Browse the library …",
  pages: "Explore",
  kernelVersion: "Kernel version",
  settings: "Theme and motion",
  share: "Share",
  openPanel: "Kernel and details",

  // Evidence
  evidence: "How this is checked",
  evidenceChip: (release: string) => `model of Linux ${release} · how it is checked`,
  program: "Program",

  // Story
  story: "Story",
  noStory: "This is a program of your own. Change it, step through it, share it.",
  questionAsk: "Before you watch",
  answer: "Answer",
  skipQuestion: "Just show me",

  // Stage
  stage: "Stage",
  stageLanes: "Picture",
  stageTable: "Table",
  stageView: "Show memory as",
  legend: "VMA = promise · PTE = pointer · frame = bytes",

  // Composer
  composer: "Compose a call",

  // Kernel
  kernel: "Kernel",

  // Details
  details: "Details",

  // Transport
  transport: "Playback",
  first: "To the start",
  back: "One kernel step back",
  play: "Play",
  pause: "Pause",
  next: "One kernel step on",
  speed: "Speed",
  speedText: (speed: number) => `${speed}×`,
  timeline: "Timeline",
  playhead: "Place in the run",
  atStart: (calls: number) => `start; ${plural(calls, "call")}`,
  afterCall: (done: number, calls: number, name: string) => `after call ${done} of ${calls}, ${name}`,
  inCall: (number: number, calls: number, name: string, percent: number) =>
    `call ${number} of ${calls}, ${name}, ${percent} percent`,
  goToCall: (number: number, name: string) => `Call ${number}: ${name}`,
  emptyTimeline: "Nothing to play yet: the program has no calls.",

  // Phone
  tabs: "Panels",
  phoneTabs: { program: "Program", story: "Story", kernel: "Kernel", details: "Details" },

  // Share
  keysButton: "Keys",

  // Notices
} as const;
