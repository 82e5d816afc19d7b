import { CalendarX, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Account, RoleHeld } from "../../contracts/accounts.ts";
import { useMay } from "../app/session.tsx";
import { appTexts } from "../app/texts.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { accountsTexts } from "./texts.ts";

const GiveRole = lazy(() => import("./RoleDialogs.tsx").then((file) => ({ default: file.GiveRole })));
const EndRole = lazy(() => import("./RoleDialogs.tsx").then((file) => ({ default: file.EndRole })));

interface RolesPanelProps {
  readonly account: Account;
  readonly today: string;
}

/** What a person may do and where, now, soon and before. */
export function RolesPanel({ account, today }: RolesPanelProps) {
  const t = useTexts(accountsTexts).roles;
  const mayGrant = useMay("grant.manage") && !account.own && account.closedOn === null;
  const [asked, setAsked] = useState<"give" | RoleHeld | null>(null);
  const held = account.roles.filter(({ when }) => when !== "past");
  const before = account.roles.filter(({ when }) => when === "past");
  const give = mayGrant && (
    <Button icon={Plus} onPress={() => setAsked("give")}>
      {t.add}
    </Button>
  );
  return (
    <Panel title={t.title} actions={give}>
      {held.length === 0 && <p>{t.none}</p>}
      <RoleList roles={held} onEnd={setAsked} />
      {before.length > 0 && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2">{t.before}</summary>
          <RoleList roles={before} />
        </details>
      )}
      <Suspense>
        {asked === "give" && <GiveRole account={account} onClose={() => setAsked(null)} />}
        {asked !== null && asked !== "give" && <EndRole role={asked} today={today} onClose={() => setAsked(null)} />}
      </Suspense>
    </Panel>
  );
}

interface RoleListProps {
  readonly roles: readonly RoleHeld[];
  readonly onEnd?: (role: RoleHeld) => void;
}

function RoleList({ roles, onEnd }: RoleListProps) {
  const t = useTexts(accountsTexts).roles;
  const names = useTexts(appTexts).roles;
  if (roles.length === 0) return null;
  return (
    <ul className="divide-y divide-line">
      {roles.map((held) => (
        <li key={held.grantId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
          <div>
            <p>
              <strong>{names[held.role]}</strong> · {held.place}
            </p>
            <Days role={held} />
          </div>
          {onEnd && held.mine && (
            <Button
              tone="quiet"
              icon={CalendarX}
              aria-label={t.endOf({ role: names[held.role], place: held.place })}
              onPress={() => onEnd(held)}
            >
              {t.end}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Days({ role: { from, lastDay, when } }: { readonly role: RoleHeld }) {
  const t = useTexts(accountsTexts);
  const { date } = useFormats();
  const days = lastDay ? t.fromTo({ from: date(from), to: date(lastDay) }) : t.since({ day: date(from) });
  if (when === "coming" || (when === "now" && lastDay)) return <StatusTag tone="soon">{days}</StatusTag>;
  return <p className="text-sm text-ink-soft">{days}</p>;
}
