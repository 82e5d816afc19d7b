export interface TwinTableData {
  readonly headers: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly string[])[];
}

/** The same data as a drawing, as a table. */
export function TwinTable({ titleId, data }: { readonly titleId: string; readonly data: TwinTableData }) {
  const [first, ...rest] = data.headers;
  return (
    <table aria-labelledby={titleId} className="w-full border-collapse text-left text-sm [overflow-wrap:anywhere]">
      <thead className="border-b-2 border-line">
        <tr>
          <th scope="col" className="py-2 pr-3">
            {first}
          </th>
          {rest.map((header) => (
            <th key={header} scope="col" className="px-2 py-2 text-right align-bottom">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map(([name, ...cells]) => (
          <tr key={name} className="border-b border-line">
            <th scope="row" className="py-2 pr-3 font-normal">
              {name}
            </th>
            {cells.map((cell, at) => (
              <td key={`${rest[at]}`} className="px-2 py-2 text-right">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
