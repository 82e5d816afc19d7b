import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { useLocale } from "../i18n/LocaleProvider.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Mark } from "../ui/Mark.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { type Theme, useTheme } from "../ui/theme.ts";
import type { GalleryPage } from "./page.ts";

const files = import.meta.glob<{ readonly page: GalleryPage }>("./pages/*.tsx");

/** The address after the hash picks the page: `/kit.html#button`. */
function useHash(): string {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener("hashchange", changed);
      return () => window.removeEventListener("hashchange", changed);
    },
    () => window.location.hash.slice(1),
  );
}

function usePages(): readonly GalleryPage[] | null {
  const [pages, setPages] = useState<readonly GalleryPage[] | null>(null);
  useEffect(() => {
    let here = true;
    Promise.all(Object.values(files).map((load) => load())).then((modules) => {
      if (here) setPages(modules.map(({ page }) => page).toSorted((a, b) => a.title.localeCompare(b.title, "es")));
    });
    return () => {
      here = false;
    };
  }, []);
  return pages;
}

export function Gallery() {
  const pages = usePages();
  const hash = useHash();
  const page = pages?.find(({ id }) => id === hash);
  useEffect(() => {
    document.title = page ? `${page.title} · Muestrario` : "Muestrario · Trenza";
    document.body.dataset.page = page?.id ?? (pages ? "index" : "");
  }, [page, pages]);
  if (!pages) return <Loading />;
  if (page?.bare) return page.states.map(({ name, Show }) => <Show key={name} />);
  return (
    <div className="lg:grid lg:grid-cols-[17rem_minmax(0,1fr)]">
      <Index pages={pages} current={hash} />
      <main className="mx-auto grid w-full max-w-5xl content-start gap-8 px-4 py-6 md:px-8" key={hash}>
        {page ? <Page page={page} /> : <Welcome />}
      </main>
    </div>
  );
}

function Page({ page }: { readonly page: GalleryPage }) {
  return (
    <>
      <header className="grid gap-2">
        <h1 className="text-3xl">{page.title}</h1>
        <p className="text-lg text-ink-soft">{page.use}</p>
      </header>
      {page.states.map(({ name, Show }) => (
        <Stage key={name} name={name}>
          <Show />
        </Stage>
      ))}
    </>
  );
}

function Stage({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section aria-label={`Estado: ${name}`} className="grid min-w-0 gap-3">
      <h2 className="border-b border-line pb-1 text-sm font-normal text-ink-soft">{name}</h2>
      <div className="grid min-w-0 justify-items-stretch gap-4">{children}</div>
    </section>
  );
}

function Welcome() {
  return (
    <>
      <h1 className="flex items-center gap-4 text-3xl">
        <Mark className="size-14" />
        Muestrario de Trenza
      </h1>
      <p className="text-lg">
        Cada componente con todos sus estados, en claro y oscuro, en español e inglés. Las pantallas se hacen con estas
        piezas y con ninguna otra.
      </p>
    </>
  );
}

const GROUPS = ["Fundamentos", "Formularios", "Acciones", "Avisos", "Datos", "Gráficos", "Estructura"] as const;

function Index({ pages, current }: { readonly pages: readonly GalleryPage[]; readonly current: string }) {
  return (
    <header className="grid content-start gap-6 border-b border-line p-4 lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-r lg:border-b-0">
      <a href="#index" className="flex items-center gap-2.5 font-bold text-ink no-underline">
        <Mark />
        Muestrario
      </a>
      <Settings />
      <nav aria-label="Componentes" className="hidden gap-4 lg:grid">
        {GROUPS.map((group) => (
          <div key={group} className="grid gap-1">
            <p className="text-sm font-bold text-ink-soft">{group}</p>
            <ul>
              {pages
                .filter((page) => page.group === group)
                .map((page) => (
                  <li key={page.id}>
                    <a
                      href={`#${page.id}`}
                      aria-current={page.id === current ? "page" : undefined}
                      className="block rounded-md px-2 py-1 text-ink no-underline hover:bg-sunken aria-[current]:bg-teal-soft aria-[current]:font-bold"
                    >
                      {page.title}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="lg:hidden">
        <SelectField
          name="page"
          label="Componente"
          value={current}
          onChange={(id) => {
            window.location.hash = id;
          }}
          options={pages.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </div>
    </header>
  );
}

function Settings() {
  const { language, setLanguage } = useLocale();
  const [theme, setTheme] = useTheme();
  return (
    <div className="grid grid-cols-2 gap-3">
      <SelectField
        name="theme"
        label="Tema"
        placeholder={null}
        value={theme}
        onChange={(value) => setTheme(value as Theme)}
        options={[
          { value: "system", label: "Del sistema" },
          { value: "light", label: "Claro" },
          { value: "dark", label: "Oscuro" },
        ]}
      />
      <SelectField
        name="language"
        label="Idioma"
        placeholder={null}
        value={language}
        onChange={(value) => setLanguage(value === "en" ? "en" : "es")}
        options={[
          { value: "es", label: "Español" },
          { value: "en", label: "English" },
        ]}
      />
    </div>
  );
}
