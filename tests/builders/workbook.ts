import { crc32, deflateRawSync } from "node:zlib";

function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value >>> 0, 0, bytes);
  return buffer;
}

/** A zip of these files; sizes are told truly unless `claimed` says otherwise. */
function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const common = [number(20, 2), number(0, 2), number(8, 2), number(0, 4), number(crc32(content), 4)];
    const sizes = [
      number(packed.length, 4),
      number(content.length, 4),
      number(Buffer.byteLength(name), 2),
      number(0, 2),
    ];
    const body = Buffer.concat([number(0x04034b50, 4), ...common, ...sizes, Buffer.from(name), packed]);
    entries.push(
      Buffer.concat([
        number(0x02014b50, 4),
        number(20, 2),
        ...common,
        ...sizes,
        Buffer.alloc(10),
        number(offset, 4),
        Buffer.from(name),
      ]),
    );
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(entries);
  const count = number(entries.length, 2);
  const end = [
    number(0x06054b50, 4),
    Buffer.alloc(4),
    count,
    count,
    number(directory.length, 4),
    number(offset, 4),
    Buffer.alloc(2),
  ];
  return Buffer.concat([...bodies, directory, ...end]);
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook whose sheets are given as the XML of their rows, so that a test can say exactly what a spreadsheet wrote. */
export function workbookOf(sheets: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(sheets);
  const list = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const links = names.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const text = (xml: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
  const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
  const files: Record<string, Buffer> = {
    "xl/workbook.xml": text(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": text(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join("")}</Relationships>`,
    ),
    "xl/styles.xml": text(`<styleSheet xmlns="${main}">${styles}</styleSheet>`),
  };
  for (const [index, name] of names.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] = text(
      `<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
    );
  }
  return zip(files);
}
