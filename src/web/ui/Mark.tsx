/** Three strands braided: the family, its community, the services. Holds in one colour at 16 pixels. */
export function Mark({
  className = "size-7",
  plain = false,
}: {
  readonly className?: string;
  readonly plain?: boolean;
}) {
  return (
    <svg
      viewBox="0 0 32 32"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeWidth="5"
      className={className}
    >
      {STRANDS.map(({ path, ink }) => (
        <path key={path} d={path} className={plain ? undefined : ink} />
      ))}
    </svg>
  );
}

const STRANDS = [
  { path: "M5.5 13.5 C5.5 9.8 9 8.2 16.5 3.6", ink: "stroke-ochre-mark" },
  { path: "M25 29 C23.4 27 21 25.4 18 23.6", ink: "stroke-ochre-mark" },
  { path: "M26.5 20.5 C26.5 16.8 23.6 15 16.2 10.4", ink: "stroke-plum" },
  { path: "M5.5 27.5 C5.5 23.4 8 21.8 14.2 17.8", ink: "stroke-teal" },
  { path: "M26.5 10.5 C26.5 7.4 25.2 5.4 23.2 4", ink: "stroke-teal" },
] as const;
