import type { ReactNode } from "react";
import { type HouseholdFile, householdFile } from "../../contracts/families.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { type FamilySectionId, sectionAddress } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

interface FamilyPageProps {
  /** What is done on this page; the family's name stays above it. */
  readonly title: string;
  /** The section of the file one goes back to. */
  readonly section: FamilySectionId;
  readonly children: (file: HouseholdFile) => ReactNode;
}

/** A page that does one thing with one family. */
export function FamilyPage({ title, section, children }: FamilyPageProps) {
  const t = useTexts(householdsTexts);
  const id = useParameter("id");
  const file = useRead(householdFile, { householdId: id });
  if (file.isPending) return <Loading />;
  if (file.isError) return <FailurePage error={file.error} onRetry={() => void file.refetch()} />;
  const { household } = file.data;
  return (
    <>
      <IdentityBar
        name={household.name}
        code={household.code}
        back={{ href: sectionAddress(id, section), label: t.backToFile }}
      />
      <section className="grid max-w-3xl gap-6">
        <h2>{title}</h2>
        {children(file.data)}
      </section>
    </>
  );
}
