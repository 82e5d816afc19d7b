import { useTexts } from "../i18n/LocaleProvider.tsx";
import { CheckboxGroup } from "../ui/CheckboxGroup.tsx";
import { DateField } from "../ui/DateField.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import type { StudyData } from "./contents.ts";
import type { PopulationFields } from "./populationFields.ts";
import { taskTexts } from "./texts.tasks.ts";

export interface PopulationFieldsProps {
  readonly data: StudyData;
  readonly fields: PopulationFields;
  readonly change: (change: Partial<PopulationFields>) => void;
}

/** Families recorded here: which programme, where, when they entered and what was measured. */
export function RecordsFields({ data, fields, change }: PopulationFieldsProps) {
  const t = useTexts(taskTexts).population;
  const places = data.places.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <SelectField
        name="packId"
        label={t.pack}
        options={data.packs.map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.packId}
        onChange={(packId) => change({ packId, instrumentId: "" })}
      />
      {places.length > 1 && (
        <CheckboxGroup
          name="territoryIds"
          label={t.places}
          hint={t.placesHint}
          layout="inline"
          options={places}
          value={fields.territoryIds}
          onChange={(territoryIds) => change({ territoryIds })}
        />
      )}
      <DateField
        name="enteredFrom"
        label={t.enteredFrom}
        hint={t.enteredHint}
        value={fields.enteredFrom}
        onChange={(enteredFrom) => change({ enteredFrom })}
      />
      <DateField
        name="enteredTo"
        label={t.enteredTo}
        value={fields.enteredTo}
        onChange={(enteredTo) => change({ enteredTo })}
      />
      <Measured data={data} fields={fields} change={change} />
      <Arms data={data} fields={fields} change={change} />
    </>
  );
}

function Measured({ data, fields, change }: PopulationFieldsProps) {
  const t = useTexts(taskTexts).population;
  const instruments = data.packs.find(({ id }) => id === fields.packId)?.instruments ?? [];
  return (
    <>
      <SelectField
        name="instrumentId"
        label={t.instrument}
        placeholder={t.noInstrument}
        options={instruments.map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.instrumentId}
        onChange={(instrumentId) => change({ instrumentId })}
      />
      {fields.instrumentId !== "" && (
        <>
          <NumberField
            name="firstWithinDays"
            label={t.first}
            whole
            suffix={t.days}
            value={fields.firstWithinDays}
            onChange={(firstWithinDays) => change({ firstWithinDays })}
          />
          <NumberField
            name="laterFromDays"
            label={t.laterFrom}
            whole
            suffix={t.daysAfter}
            value={fields.laterFromDays}
            onChange={(laterFromDays) => change({ laterFromDays })}
          />
          <NumberField
            name="laterToDays"
            label={t.laterTo}
            whole
            suffix={t.daysAfter}
            value={fields.laterToDays}
            onChange={(laterToDays) => change({ laterToDays })}
          />
        </>
      )}
    </>
  );
}

const ARMS = ["draw", "territory", "pack"] as const;

function Arms({ data, fields, change }: PopulationFieldsProps) {
  const t = useTexts(taskTexts).population;
  const words = {
    draw: { label: t.byDraw, hint: t.byDrawHint },
    territory: { label: t.byTerritory },
    pack: { label: t.byPack },
  };
  const others = data.packs.filter(({ id }) => id !== fields.packId);
  return (
    <>
      <RadioGroup
        name="arms"
        label={t.arms}
        options={ARMS.map((value) => ({ value, ...words[value] }))}
        value={fields.arms}
        onChange={(arms) => change({ arms: ARMS.find((one) => one === arms) ?? "draw" })}
      />
      {fields.arms === "territory" && (
        <CheckboxGroup
          name="armTerritories"
          label={t.armTerritories}
          layout="inline"
          options={data.places.map(({ id, name }) => ({ value: id, label: name }))}
          value={fields.armTerritories}
          onChange={(armTerritories) => change({ armTerritories })}
        />
      )}
      {fields.arms === "pack" && (
        <SelectField
          name="armPack"
          label={t.armPack}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={fields.armPack}
          onChange={(armPack) => change({ armPack })}
        />
      )}
    </>
  );
}
