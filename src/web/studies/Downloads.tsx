import { FileDown, FileText } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { studyProtocolFile, studyReport } from "../../contracts/studyFiles.ts";
import { ApiFailure, request, withParameters } from "../app/request.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { saveFile } from "../ui/saveFile.ts";
import { useToast } from "../ui/Toast.tsx";
import { resultTexts } from "./texts.result.ts";
import { studiesTexts } from "./texts.ts";

/** Does something that takes a moment, once at a time; says what went wrong. */
export function useFetching() {
  const t = useTexts(resultTexts).result;
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const fetching = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast({ text: error instanceof ApiFailure ? error.message : t.failed, tone: "soon" });
    } finally {
      setBusy(false);
    }
  };
  return { busy, fetching };
}

/** The registered protocol, byte for byte as its hash was taken. */
export function DownloadProtocol({ studyId }: { readonly studyId: string }) {
  const t = useTexts(studiesTexts).register;
  const { language } = useLocale();
  const { busy, fetching } = useFetching();
  const save = () =>
    fetching(async () => {
      const url = withParameters(studyProtocolFile.url, { studyId });
      const file = await request<OutputOf<typeof studyProtocolFile>>({ method: "GET", url, language });
      saveFile(new Blob([file.content], { type: "application/json" }), file.fileName);
    });
  return (
    <Button icon={FileDown} busy={busy} wide onPress={() => void save()}>
      {t.download}
    </Button>
  );
}

/** The report as an accessible PDF, in the language in force. */
export function DownloadReport({ studyId, primary = false }: { readonly studyId: string; readonly primary?: boolean }) {
  const t = useTexts(resultTexts).result;
  const { language } = useLocale();
  const { busy, fetching } = useFetching();
  const save = () =>
    fetching(async () => {
      const url = withParameters(studyReport.url, { studyId, language });
      const file = await request<OutputOf<typeof studyReport>>({ method: "GET", url, language });
      saveFile(new Blob([bytesOf(file.content)], { type: "application/pdf" }), file.fileName);
    });
  return (
    <Button icon={FileText} busy={busy} wide {...(primary && { tone: "primary" as const })} onPress={() => void save()}>
      {t.downloadPdf}
    </Button>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
