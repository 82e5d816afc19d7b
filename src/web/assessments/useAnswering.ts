import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { assessment, saveFamilyAnswers, saveTeamAnswers } from "../../contracts/assessments.ts";
import type { Envelope, OutputOf } from "../../contracts/contract.ts";
import { canonicalJson } from "../../core/canonical.ts";
import type { Answers } from "../../core/instruments/answers.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import { evaluateInstrument } from "../../core/instruments/evaluateInstrument.ts";
import type { Situation } from "../../core/instruments/frames.ts";
import { initialAnswers } from "../../core/instruments/validateAnswers.ts";
import { ApiFailure, NotReached, NotSentYet, useOperation } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { request } from "../app/request.ts";
import { useLocale } from "../i18n/LocaleProvider.tsx";
import { draftAnswers, finishedAnswers } from "../instruments/answerEdits.ts";
import { useDraft } from "../outbox/drafts.ts";

export type Shown = OutputOf<typeof assessment>;
export type Side = "family" | "team";

/** What the device keeps of one side's answers until they are finished. */
interface Kept {
  readonly answers: Answers;
  readonly priorities: readonly string[];
  readonly baseVersion: number;
  /** A save the server may or may not have accepted: sent again with the same id before anything else. */
  readonly unanswered: Envelope<unknown> | null;
  /** Finished and waiting in the outbox. */
  readonly waiting: boolean;
}

type Conflict = ApiFailure["conflict"];

/** One side's answers on their way from the screen to the server. */
export interface Answering {
  readonly ready: boolean;
  readonly restored: boolean;
  readonly savedAt: Date | undefined;
  readonly situation: Situation;
  readonly answers: Answers;
  readonly priorities: readonly string[];
  readonly change: (edit: (before: Answers) => Answers) => void;
  readonly mark: (priorities: readonly string[]) => void;
  /** Keeps a draft on the server as far as it is right; silent when there is no signal, the device has it. */
  readonly savePage: () => void;
  readonly finish: () => Promise<void>;
  readonly finishing: boolean;
  readonly waiting: boolean;
  readonly resume: () => void;
  readonly refusal: ApiFailure | undefined;
  /** Answers somebody else saved meanwhile, both values; null when there are none. */
  readonly conflict: Conflict | null;
  readonly keepMine: () => void;
  readonly keepTheirs: () => void;
}

const storedAnswers = (shown: Shown, side: Side): Answers =>
  ((side === "family" ? shown.familyAnswers : shown.teamAnswers) ?? {}) as Answers;

function isRefusal(error: unknown): error is ApiFailure {
  return error instanceof ApiFailure && error.status < 500 && error.status !== 401;
}

function differences(mine: Answers, theirs: Answers): Conflict {
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
    .map((field) => ({ field, yours: mine[field] ?? null, theirs: theirs[field] ?? null }))
    .filter(({ yours, theirs: other }) => canonicalJson(yours) !== canonicalJson(other));
}

export function useSituation(shown: Shown, side: Side, compiled: CompiledInstrument): Situation {
  const { language } = useLocale();
  const [now] = useState(() => new Date().toISOString());
  const own = compiled.definition.languages.some((tag) => tag.split("-")[0] === language) ? language : "es";
  return useMemo(() => ({ today: shown.today, now, rater: side, language: own }), [shown.today, now, side, own]);
}

/** Answers kept on the device with every stroke, on the server with every page, and finished through the outbox. */
export function useAnswering(shown: Shown, compiled: CompiledInstrument, side: Side): Answering {
  const situation = useSituation(shown, side, compiled);
  const [initial] = useState<Kept>(() => {
    const stored = storedAnswers(shown, side);
    const answers = Object.keys(stored).length === 0 ? initialAnswers(compiled, situation) : stored;
    const { priorities, version: baseVersion } = shown;
    return { answers, priorities, baseVersion, unanswered: null, waiting: false };
  });
  const draft = useDraft<Kept>(`assessment/${shown.assessmentId}/${side}`, initial);
  const { update } = draft;
  const latest = useRef(initial);
  useEffect(() => {
    latest.current = draft.value;
  }, [draft.value]);
  const put = useCallback(
    (edit: (before: Kept) => Kept) => {
      latest.current = edit(latest.current);
      update(edit);
    },
    [update],
  );
  const sending = useSending({ shown, compiled, side, situation, latest, put, forget: draft.clear });
  const theirs = storedAnswers(shown, side);
  const { value } = draft;
  const behind = draft.ready && !value.waiting && shown.version > value.baseVersion && value.unanswered === null;
  const found = behind ? differences(value.answers, theirs) : [];
  const same = behind && found.length === 0;
  useEffect(() => {
    if (same) put((before) => ({ ...before, baseVersion: shown.version }));
  }, [same, shown.version, put]);
  return {
    ready: draft.ready,
    restored: draft.restored,
    savedAt: draft.savedAt,
    situation,
    answers: value.answers,
    priorities: value.priorities,
    change: (edit) => put((before) => ({ ...before, answers: edit(before.answers) })),
    mark: (priorities) => put((before) => ({ ...before, priorities })),
    ...sending,
    waiting: value.waiting,
    resume: () => put((before) => ({ ...before, waiting: false })),
    conflict: found.length > 0 ? found : null,
    keepMine: () => put((before) => ({ ...before, baseVersion: shown.version })),
    keepTheirs: () =>
      put((before) => ({ ...before, answers: theirs, priorities: shown.priorities, baseVersion: shown.version })),
  };
}

interface SendingProps {
  readonly shown: Shown;
  readonly compiled: CompiledInstrument;
  readonly side: Side;
  readonly situation: Situation;
  readonly latest: { readonly current: Kept };
  readonly put: (edit: (before: Kept) => Kept) => void;
  readonly forget: () => Promise<void>;
}

type Saved = OutputOf<typeof saveFamilyAnswers>;

function useSending(props: SendingProps): Pick<Answering, "savePage" | "finish" | "finishing" | "refusal"> {
  const { shown, compiled, side, situation, latest, put, forget } = props;
  const { language } = useLocale();
  const client = useQueryClient();
  const family = useOperation(saveFamilyAnswers);
  const team = useOperation(saveTeamAnswers);
  const [refusal, setRefusal] = useState<ApiFailure>();
  const [finishing, setFinishing] = useState(false);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const lastSaved = useRef(canonicalJson([storedAnswers(shown, side), shown.priorities]));
  const again = () => client.invalidateQueries({ queryKey: [assessment.name] });

  const deliver = async (envelope: Envelope<unknown>): Promise<"saved" | "refused" | "not_reached"> => {
    const { url } = side === "family" ? saveFamilyAnswers : saveTeamAnswers;
    try {
      const saved = await request<Saved>({ method: "POST", url, body: envelope, language });
      put((before) => ({ ...before, baseVersion: saved.version, unanswered: null }));
      return "saved";
    } catch (error) {
      if (isRefusal(error)) {
        put((before) => ({ ...before, unanswered: null }));
        if (error.status === 409) await again();
        return "refused";
      }
      if (error instanceof NotReached || error instanceof ApiFailure) return "not_reached";
      throw error;
    }
  };
  const settle = async () => {
    const { unanswered } = latest.current;
    return unanswered === null || (await deliver(unanswered)) !== "not_reached";
  };
  const inputOf = (answers: Answers, finished: boolean) => {
    const { baseVersion, priorities } = latest.current;
    const input = { assessmentId: shown.assessmentId, baseVersion, answers: { ...answers }, finished };
    return { input, priorities: [...priorities] };
  };

  const saveDraft = async () => {
    if (latest.current.waiting || !(await settle())) return;
    const { input, priorities } = inputOf(draftAnswers(compiled, latest.current.answers, situation), false);
    const print = canonicalJson([input.answers, priorities]);
    if (print === lastSaved.current) return;
    const whole = side === "family" ? { ...input, priorities } : input;
    const envelope = { operationId: newId(), claimedAt: new Date().toISOString(), device: "web", input: whole };
    put((before) => ({ ...before, unanswered: envelope }));
    if ((await deliver(envelope)) === "saved") lastSaved.current = print;
  };

  const finish = async () => {
    setFinishing(true);
    setRefusal(undefined);
    await queue.current;
    await settle();
    const evaluation = evaluateInstrument(compiled, latest.current.answers, situation);
    const { input, priorities } = inputOf(finishedAnswers(compiled, latest.current.answers, evaluation), true);
    try {
      if (side === "family") await family.send({ ...input, priorities });
      else await team.send(input);
      await forget();
    } catch (error) {
      if (error instanceof NotSentYet) put((before) => ({ ...before, unanswered: null, waiting: true }));
      else if (error instanceof ApiFailure) {
        setRefusal(error);
        if (error.status === 409) await again();
      } else throw error;
    } finally {
      setFinishing(false);
    }
  };
  const savePage = () => {
    queue.current = queue.current.then(saveDraft).catch(() => undefined);
  };
  return { savePage, finish, finishing, refusal };
}
