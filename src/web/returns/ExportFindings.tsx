import { Download } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { exportReturnFindings } from "../../contracts/returns.ts";
import { ApiFailure } from "../app/api.ts";
import { request, withParameters } from "../app/request.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { saveFile } from "../ui/saveFile.ts";
import { useToast } from "../ui/Toast.tsx";
import { returnsTexts } from "./texts.ts";

/** The findings as a file, for those who correct them in the system they come from. */
export function ExportFindings({ batchId, rule }: { readonly batchId: string; readonly rule?: string }) {
  const t = useTexts(returnsTexts);
  const { language } = useLocale();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const fetchAndSave = async () => {
    setBusy(true);
    try {
      const url = withParameters(exportReturnFindings.url, { batchId, rule });
      const answer = await request<OutputOf<typeof exportReturnFindings>>({ method: "GET", url, language });
      saveFile(new Blob([answer.content], { type: "text/csv" }), answer.fileName);
      if (answer.more > 0) toast({ text: t.batch.exportMore({ n: answer.more }), tone: "soon" });
    } catch (error) {
      toast({ text: error instanceof ApiFailure ? error.message : t.upload.notReached, tone: "soon" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Button tone="quiet" icon={Download} busy={busy} onPress={() => void fetchAndSave()}>
        {rule === undefined ? t.batch.export : t.batch.exportOne}
      </Button>
    </div>
  );
}
