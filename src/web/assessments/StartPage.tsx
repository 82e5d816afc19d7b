import { Play } from "lucide-react";
import { useState } from "react";
import { assessmentOptions, openAssessment } from "../../contracts/assessments.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { useParameter, useSearch } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { assessmentsTexts } from "./texts.ts";

type Options = OutputOf<typeof assessmentOptions>;
type Option = Options["instruments"][number];

/** Begins an assessment of a family. */
export function Screen() {
  const householdId = useParameter("householdId");
  const t = useTexts(assessmentsTexts);
  const options = useRead(assessmentOptions, { householdId });
  if (options.isPending) return <Loading />;
  if (options.isError) return <FailurePage error={options.error} onRetry={() => void options.refetch()} />;
  const { data } = options;
  return (
    <>
      <IdentityBar name={data.householdName} back={{ href: `/familias/${householdId}/valoracion`, label: t.back }} />
      <section aria-labelledby="start" className="grid max-w-3xl gap-6">
        <h2 id="start">{t.start.title}</h2>
        {data.caseId === null ? (
          <EmptyState title={t.start.noCase}>{t.start.noCaseText}</EmptyState>
        ) : data.instruments.length === 0 ? (
          <EmptyState title={t.start.empty}>{t.start.emptyText}</EmptyState>
        ) : (
          <StartForm options={data} caseId={data.caseId} />
        )}
      </section>
    </>
  );
}

/** What the address asks for: the assessment to correct and its instrument. */
function useAsked(): { readonly corrects: string | undefined; readonly instrument: string | undefined } {
  const search = useSearch();
  return { corrects: search.corrige, instrument: search.instrumento };
}

function StartForm({ options, caseId }: { readonly options: Options; readonly caseId: string }) {
  const t = useTexts(assessmentsTexts).start;
  const navigate = useNavigate();
  const asked = useAsked();
  const usable = options.instruments.filter(({ questions }) => questions > 0);
  const [assessmentId] = useState(newId);
  const [chosen, setChosen] = useState(asked.instrument ?? usable[0]?.instrumentVersionId ?? "");
  const [openedOn, setOpenedOn] = useState(options.today);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const { save, pending, errors } = useSaving(openAssessment, {
    future_day: "openedOn",
    before_case: "openedOn",
    already_open: "instrument",
    nothing_to_answer: "instrument",
  });
  const option = options.instruments.find(({ instrumentVersionId }) => instrumentVersionId === chosen);
  const begin = async () => {
    const found = option ? [] : [{ field: "instrument", message: t.missing }];
    setMissing(found);
    if (!option) return;
    const corrects = asked.corrects ? { correctsId: asked.corrects } : {};
    const input = { assessmentId, caseId, instrumentVersionId: option.instrumentVersionId, openedOn, ...corrects };
    await save(input, (output) => {
      if (output) navigate(`/valoraciones/${output.assessmentId}`);
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : errors} onSubmit={() => void begin()}>
      {asked.corrects && <Banner tone="info">{t.correcting}</Banner>}
      <InstrumentChoice options={options.instruments} chosen={chosen} onChange={setChosen} />
      {option?.unfinishedId && (
        <Banner
          tone="soon"
          live
          actions={<LinkButton href={`/valoraciones/${option.unfinishedId}`}>{t.goOn}</LinkButton>}
        >
          {t.unfinished}
        </Banner>
      )}
      <DateField name="openedOn" label={t.openedOn} value={openedOn} onChange={setOpenedOn} />
      <p>
        <Button type="submit" tone="primary" size="large" icon={Play} wide busy={pending}>
          {t.begin}
        </Button>
      </p>
    </Form>
  );
}

interface InstrumentChoiceProps {
  readonly options: readonly Option[];
  readonly chosen: string;
  readonly onChange: (instrumentVersionId: string) => void;
}

const USES = ["shared", "screening", "reasons", "satisfaction"] as const;

function InstrumentChoice({ options, chosen, onChange }: InstrumentChoiceProps) {
  const t = useTexts(assessmentsTexts).start;
  const { language } = useLocale();
  const hint = ({ use, questions, pendingItems }: Option) => {
    const known = USES.find((one) => one === use);
    const parts = [
      t.use[known ?? "other"],
      questions === 0 ? t.nothing : t.questions({ n: questions }),
      ...(pendingItems > 0 ? [t.pending({ n: pendingItems })] : []),
    ];
    return parts.join(" · ");
  };
  return (
    <RadioGroup
      name="instrument"
      label={t.instrument}
      hint={t.intro}
      options={options.map((option) => ({
        value: option.instrumentVersionId,
        label: option.title[language] ?? option.title.es,
        hint: hint(option),
      }))}
      value={chosen}
      onChange={onChange}
    />
  );
}
