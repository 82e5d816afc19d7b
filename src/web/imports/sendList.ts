import type { OutputOf } from "../../contracts/contract.ts";
import { checkRegistryFile, largestUpload, loadRegistryFile, type RegistryCheck } from "../../contracts/imports.ts";
import { request } from "../app/request.ts";

/** A list chosen on this device, as it travels. */
export interface ChosenList {
  readonly fileName: string;
  readonly content: string;
  readonly leaveOutDuplicates: boolean;
}

/** The content of a file in Base64, or why it cannot be sent. */
export async function contentOf(file: File): Promise<string | "too_large" | "unreadable"> {
  if (file.size > largestUpload) return "too_large";
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onerror = () => resolve("unreadable");
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.readAsDataURL(file);
  });
}

/** Asks what loading the list would do; changes nothing. */
export function checkList(list: ChosenList, language: string): Promise<RegistryCheck> {
  return request<RegistryCheck>({ method: "POST", url: checkRegistryFile.url, body: list, language });
}

/** Loads exactly what the check showed. The same `operationId` sent twice has one effect. */
export function loadList(
  list: ChosenList,
  { families, people, fileHash }: RegistryCheck,
  { operationId, language }: { readonly operationId: string; readonly language: string },
): Promise<OutputOf<typeof loadRegistryFile>> {
  const claimedAt = new Date().toISOString();
  // The batch takes the operation's id, so that sending again after a lost answer repeats the very same input.
  const asked = { batchId: operationId, operationId, claimedAt, confirmed: { families, people }, fileHash };
  return request({ method: "POST", url: loadRegistryFile.url, body: { ...list, ...asked }, language });
}
