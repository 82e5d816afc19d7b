import { useState } from "react";
import type { InputOf } from "../../contracts/contract.ts";
import { registerCareSource } from "../../contracts/returns.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { returnsTexts } from "./texts.ts";

type Kind = InputOf<typeof registerCareSource>["kind"];
const KINDS = ["local_authority", "region", "country", "organisation"] as const satisfies readonly Kind[];

interface RegisterSourceProps {
  readonly territories: readonly { readonly territoryId: string; readonly name: string }[];
  readonly onRegistered: (sourceId: string) => void;
}

/** The agency whose children are reported. */
export function RegisterSource({ territories, onRegistered }: RegisterSourceProps) {
  const t = useTexts(returnsTexts).source;
  const toast = useToast();
  const saving = useSaving(registerCareSource, { name_taken: "name" });
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("local_authority");
  const [territoryId, setTerritory] = useState(territories.length === 1 ? (territories[0]?.territoryId ?? "") : "");
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const register = () => {
    const errors = [
      ...(name.trim() === "" ? [{ field: "name", message: t.writeName }] : []),
      ...(territoryId === "" ? [{ field: "territoryId", message: t.chooseTerritory }] : []),
    ];
    setMissing(errors);
    if (errors.length > 0) return;
    const sourceId = newId();
    void saving.save({ sourceId, name: name.trim(), kind, territoryId }, (output) => {
      if (!output) return;
      toast({ text: t.registered, tone: "good" });
      onRegistered(output.sourceId);
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={register} label={t.register}>
      <TextField name="name" label={t.name} value={name} onChange={setName} />
      <SelectField
        name="kind"
        label={t.kind}
        placeholder={null}
        options={KINDS.map((one) => ({ value: one, label: t.kinds[one] }))}
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? "local_authority")}
      />
      <SelectField
        name="territoryId"
        label={t.territory}
        options={territories.map((one) => ({ value: one.territoryId, label: one.name }))}
        value={territoryId}
        onChange={setTerritory}
      />
      <div>
        <Button tone="primary" type="submit" wide busy={saving.pending}>
          {t.register}
        </Button>
      </div>
    </Form>
  );
}
