import { accepted, type Result, refused } from "../result.ts";
import type { Told } from "./definition.ts";

/** Where a publication stands. Counting takes a while, so it goes on after whoever asked for it has their answer. */
export const PUBLICATION_STATES = ["waiting", "counting", "published", "failed", "cancelled"] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

/** Whether somebody is counting, or soon will be. */
export function isUnderWay(state: PublicationState): boolean {
  return state === "waiting" || state === "counting";
}

type PublishFailure = { readonly code: "no_data" } | { readonly code: "period_inverted" };
type AskFailure = PublishFailure | { readonly code: "already_publishing" };

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether there is anything to publish for a period, both of whose days are in it. */
export function publishable<Source extends { readonly factsUntil: string | null }>(
  source: Source,
  { from, to }: Period,
): Result<Source & { readonly factsUntil: string }, PublishFailure> {
  if (source.factsUntil === null) return refused({ code: "no_data" });
  if (from !== undefined && to !== undefined && to < from) return refused({ code: "period_inverted" });
  return accepted({ ...source, factsUntil: source.factsUntil });
}

/** Whether a publication may be asked for: one at a time, since the second would say the same. */
export function publishSnapshot<Source extends { readonly factsUntil: string | null; readonly publishing: boolean }>(
  source: Source,
  period: Period,
): Result<Source & { readonly factsUntil: string }, AskFailure> {
  return source.publishing ? refused({ code: "already_publishing" }) : publishable(source, period);
}

/** Whether a publication can still be called off: what is published stays. */
export function cancelPublication<Publication extends { readonly state: PublicationState }>(
  publication: Publication,
): Result<Publication, { readonly code: "not_under_way" }> {
  return isUnderWay(publication.state) ? accepted(publication) : refused({ code: "not_under_way" });
}

/** Why nothing was published in the end. */
export type PublicationFailure = PublishFailure["code"] | "forbidden" | "facts_changed" | "unexpected";

const whyFailed: Readonly<Record<PublicationFailure, Told>> = {
  no_data: {
    es: "Esta entidad ya no tiene datos que publicar.",
    en: "This agency has no data to publish any more.",
  },
  period_inverted: { es: "El periodo termina antes de empezar.", en: "The period ends before it begins." },
  forbidden: {
    es: "Quien la pidió ya no puede publicar cifras de esta entidad.",
    en: "Whoever asked for it may no longer publish figures of this agency.",
  },
  facts_changed: {
    es: "Los datos cambiaron mientras se contaba. Publique otra vez para contar los de ahora.",
    en: "The data changed while they were being counted. Publish again to count those of now.",
  },
  unexpected: {
    es: "Hubo un fallo al contar. No se ha publicado nada; puede volver a intentarlo.",
    en: "Counting failed. Nothing was published; you can try again.",
  },
};

/** Why a publication failed, in a sentence. */
export function tellPublicationFailure(failure: PublicationFailure, language: keyof Told): string {
  return whyFailed[failure][language];
}
