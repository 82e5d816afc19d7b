import type { ComponentType } from "react";
import type { VisitStep } from "../visitDraft.ts";
import { AgreementsStep } from "./AgreementsStep.tsx";
import { GoalsStep } from "./GoalsStep.tsx";
import { NotesStep } from "./NotesStep.tsx";
import { PeopleStep } from "./PeopleStep.tsx";
import { SafetyStep } from "./SafetyStep.tsx";
import { SummaryStep } from "./SummaryStep.tsx";
import type { StepProps } from "./stepProps.ts";

/** The view of each step; a step without view does not compile. */
export const STEP_VIEWS = {
  people: PeopleStep,
  notes: NotesStep,
  goals: GoalsStep,
  agreements: AgreementsStep,
  safety: SafetyStep,
  summary: SummaryStep,
} as const satisfies Record<VisitStep, ComponentType<StepProps>>;
