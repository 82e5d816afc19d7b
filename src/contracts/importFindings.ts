import type { FindingCode } from "../core/imports/findings.ts";

/** Why, and what to do about it. `{value}` is what the cell says, `{other}` another row, `{family}` the code of a family. */
export interface FindingText {
  readonly reason: { readonly es: string; readonly en: string };
  readonly advice: { readonly es: string; readonly en: string };
}

function says(reasonEs: string, adviceEs: string, reasonEn: string, adviceEn: string): FindingText {
  return { reason: { es: reasonEs, en: reasonEn }, advice: { es: adviceEs, en: adviceEn } };
}

/** What a person reads about each thing found in a registry list. */
export const findingTexts = {
  unclosed_quote: says(
    "La línea tiene unas comillas que no se cierran.",
    "Abra el archivo y cierre o quite esas comillas.",
    "The line has a quotation mark that is not closed.",
    "Open the file and close or remove that quotation mark.",
  ),
  line_too_long: says(
    "La línea es mucho más larga de lo que cabe en una lista.",
    "Mire si se han pegado varias filas en una.",
    "The line is much longer than a list can hold.",
    "See whether several rows were pasted into one.",
  ),
  unstorable_text: says(
    "Hay un signo invisible que no se puede guardar («{value}»).",
    "Escriba de nuevo esa celda.",
    "There is an invisible character that cannot be stored (“{value}”).",
    "Type that cell again.",
  ),
  garbled_text: says(
    "Las tildes o la eñe llegaron rotas («{value}»).",
    "Guarde de nuevo la lista original como .xlsx o como «CSV UTF-8».",
    "Accents arrived broken (“{value}”).",
    "Save the original list again as .xlsx or as “CSV UTF-8”.",
  ),
  excel_error: says(
    "La fórmula de la celda da un error ({value}).",
    "Corrija la fórmula o escriba el dato.",
    "The formula of the cell gives an error ({value}).",
    "Mend the formula or type the value.",
  ),
  too_long: says(
    "El texto no cabe: pasa de 120 letras.",
    "Déjelo más corto; lo demás puede ir en una nota de la ficha.",
    "The text does not fit: it is longer than 120 letters.",
    "Make it shorter; the rest can go into a note of the file.",
  ),
  household_missing: says(
    "Falta el número o código del hogar.",
    "Ponga el mismo código a todas las personas del hogar.",
    "The number or code of the household is missing.",
    "Give everybody in the household the same code.",
  ),
  name_missing: says("Falta el nombre.", "Escriba el nombre.", "The given name is missing.", "Type the name."),
  surname_missing: says(
    "Falta el primer apellido.",
    "Escriba el primer apellido.",
    "The first surname is missing.",
    "Type the first surname.",
  ),
  not_a_name: says(
    "«{value}» no parece un nombre: lleva cifras o signos.",
    "Mire si las columnas están corridas.",
    "“{value}” does not look like a name: it has digits or signs.",
    "See whether the columns are shifted.",
  ),
  role_missing: says(
    "Falta el parentesco con la persona de referencia.",
    "Escriba «persona de referencia», «pareja», «hijo», «hija»…",
    "The tie to the person of reference is missing.",
    "Type “persona de referencia”, “pareja”, “hijo”, “hija”…",
  ),
  role_unknown: says(
    "No sabemos qué parentesco es «{value}».",
    "Escríbalo con palabras o explíquelo en el archivo de equivalencias.",
    "We do not know which tie “{value}” is.",
    "Write it in words or explain it in the mapping file.",
  ),
  bad_date: says(
    "La fecha «{value}» no existe o no se entiende.",
    "Escríbala como día/mes/año con cuatro cifras de año: 07/03/1984.",
    "The date “{value}” does not exist or is not understood.",
    "Write it as day/month/year with four digits: 07/03/1984.",
  ),
  two_digit_year: says(
    "En «{value}» el año tiene dos cifras y puede ser de dos siglos.",
    "Escriba el año entero.",
    "In “{value}” the year has two digits and may be of two centuries.",
    "Write the whole year.",
  ),
  birth_in_future: says(
    "La fecha de nacimiento ({value}) todavía no ha llegado.",
    "Corrija la fecha; si no se sabe entera, basta el año.",
    "The birth date ({value}) has not come yet.",
    "Correct the date; if it is not known in full, the year is enough.",
  ),
  impossible_age: says(
    "Con esa fecha de nacimiento ({value}) tendría más de 122 años.",
    "Corrija la fecha; si no se sabe, déjela en blanco.",
    "With that birth date ({value}) the person would be over 122 years old.",
    "Correct the date; if it is not known, leave it blank.",
  ),
  since_in_future: says(
    "La fecha de alta en el hogar ({value}) todavía no ha llegado.",
    "Ponga el día en que entró en el hogar o deje la celda en blanco.",
    "The day of joining the household ({value}) has not come yet.",
    "Give the day they joined the household or leave the cell blank.",
  ),
  bad_document: says(
    "El documento «{value}» no cuadra con su letra o dígito de control.",
    "Compruébelo con la familia; puede dejarlo en blanco y añadirlo después.",
    "The document “{value}” does not fit its check character.",
    "Check it with the family; you may leave it blank and add it later.",
  ),
  document_kind_unknown: says(
    "No conocemos el tipo de documento «{value}».",
    "Escriba DNI, NIE, pasaporte, RUN, CURP u otro.",
    "We do not know the kind of document “{value}”.",
    "Type DNI, NIE, pasaporte, RUN, CURP or otro.",
  ),
  document_kind_needed: says(
    "No se sabe qué tipo de documento es «{value}».",
    "Añada la columna «Tipo de documento».",
    "It is not known what kind of document “{value}” is.",
    "Add the column “Tipo de documento”.",
  ),
  document_repeated: says(
    "El documento «{value}» ya es de la persona de la fila {other}.",
    "Vea a quién corresponde. Si vive en dos hogares, déjela en uno y añádala al otro desde su ficha.",
    "The document “{value}” already belongs to the person in row {other}.",
    "See whose it is. If they live in two households, leave them in one and add them to the other from its file.",
  ),
  place_missing: says(
    "Falta el municipio.",
    "Escriba su código oficial o su nombre.",
    "The municipality is missing.",
    "Type its official code or its name.",
  ),
  place_unknown: says(
    "El municipio «{value}» no está entre los de esta institución.",
    "Compruebe el código (INE o CUT) o pida a administración que lo añada.",
    "The municipality “{value}” is not one of this institution.",
    "Check the code (INE or CUT) or ask the administrator to add it.",
  ),
  place_ambiguous: says(
    "Hay varios lugares que se llaman «{value}».",
    "Ponga el código en vez del nombre.",
    "Several places are called “{value}”.",
    "Use the code instead of the name.",
  ),
  place_out_of_reach: says(
    "Usted no puede cargar familias en «{value}».",
    "Pídaselo a quien supervisa ese municipio.",
    "You may not load families in “{value}”.",
    "Ask whoever supervises that municipality.",
  ),
  reference_missing: says(
    "El hogar no tiene persona de referencia.",
    "Diga en «Parentesco» quién es.",
    "The household has no person of reference.",
    "Say in “Parentesco” who it is.",
  ),
  two_references: says(
    "El hogar tiene dos personas de referencia (la otra está en la fila {other}).",
    "Deje una sola.",
    "The household has two persons of reference (the other is in row {other}).",
    "Leave only one.",
  ),
  two_places: says(
    "Las personas de este hogar están en municipios distintos (vea la fila {other}).",
    "Corrija el municipio, o el código del hogar si son dos hogares.",
    "The people of this household are in different municipalities (see row {other}).",
    "Correct the municipality, or the code of the household if they are two.",
  ),
  too_many_members: says(
    "El hogar tiene más de 30 personas.",
    "Mire si varios hogares comparten código.",
    "The household has more than 30 people.",
    "See whether several households share a code.",
  ),
  family_held_back: says(
    "Esta fila está bien, pero su familia espera por la fila {other}.",
    "Corrija la fila {other}: la familia entra entera o no entra.",
    "This row is right, but its family waits for row {other}.",
    "Correct row {other}: a family goes in whole or not at all.",
  ),
  family_already_here: says(
    "Este hogar ya está en Trenza ({family}).",
    "No hay que hacer nada; los cambios se anotan en su ficha.",
    "This household is already in Trenza ({family}).",
    "Nothing needs doing; changes are noted in its file.",
  ),
  duplicate_left_out: says(
    "Queda fuera porque alguien de este hogar ya tiene ficha.",
    "Mírelo con la familia y decida a mano.",
    "Left out because somebody of this household already has a file.",
    "Look at it with the family and decide by hand.",
  ),
  repeated_row: says(
    "La misma persona ya está en la fila {other}.",
    "No hay que hacer nada: se cuenta una vez.",
    "The same person is already in row {other}.",
    "Nothing needs doing: it counts once.",
  ),
  sex_unclear: says(
    "No se sabe qué quiere decir «{value}» en «Sexo»; queda sin anotar.",
    "Escriba «mujer» u «hombre», o explíquelo en el archivo de equivalencias.",
    "It is not known what “{value}” means as sex; it is left blank.",
    "Type “mujer” or “hombre”, or explain it in the mapping file.",
  ),
  bad_phone: says(
    "«{value}» no es un teléfono; no se carga.",
    "Añádalo después en la ficha.",
    "“{value}” is not a telephone; it is not loaded.",
    "Add it later in the file.",
  ),
  bad_email: says(
    "«{value}» no es un correo; no se carga.",
    "Añádalo después en la ficha.",
    "“{value}” is not an e-mail address; it is not loaded.",
    "Add it later in the file.",
  ),
  zero_restored: says(
    "A «{value}» le faltaba el cero de delante; se le ha puesto.",
    "No hay que hacer nada.",
    "“{value}” had lost its leading zero; it was put back.",
    "Nothing needs doing.",
  ),
  older_than_reference: says(
    "Consta como hijo o hija y nació antes o el mismo año que la persona de referencia (fila {other}).",
    "Mire si el parentesco o las fechas están cambiados.",
    "Listed as a child, but born before or in the same year as the person of reference (row {other}).",
    "See whether the tie or the dates are swapped.",
  ),
  similar_row: says(
    "Tiene el mismo nombre y nacimiento que la fila {other}, de otro hogar.",
    "Vea si es la misma persona.",
    "Has the same name and birth as row {other}, of another household.",
    "See whether it is the same person.",
  ),
  same_document_here: says(
    "Ese documento ya está en la familia {family}.",
    "Probablemente es la misma persona: mire esa ficha antes de cargar.",
    "That document is already in family {family}.",
    "It is probably the same person: look at that file before loading.",
  ),
  same_document_elsewhere: says(
    "El documento «{value}» ya está en una ficha que usted no puede ver.",
    "Pregunte a dirección antes de cargar.",
    "The document “{value}” is already in a file you may not see.",
    "Ask the director before loading.",
  ),
  similar_person_here: says(
    "Se parece a una persona de la familia {family}.",
    "Compare las dos fichas.",
    "Resembles a person of family {family}.",
    "Compare the two files.",
  ),
  likeness_cut_short: says(
    "Hay tantos nombres parecidos que no se compararon todos.",
    "Cargue la lista por partes, municipio a municipio.",
    "There are so many similar names that not all were compared.",
    "Load the list in parts, one municipality at a time.",
  ),
  unknown_column: says(
    "La columna «{value}» no se carga: no sabemos qué es.",
    "Si hace falta, explíquela en el archivo de equivalencias.",
    "The column “{value}” is not loaded: we do not know what it is.",
    "If it is needed, explain it in the mapping file.",
  ),
  address_column: says(
    "La columna «{value}» no se carga: dónde vive una familia se anota en su ficha, con quién puede verlo.",
    "Anótelo familia por familia.",
    "The column “{value}” is not loaded: where a family lives is noted in its file, with who may see it.",
    "Note it family by family.",
  ),
  repeated_column: says(
    "Hay dos columnas para lo mismo; «{value}» no se lee.",
    "Deje una sola.",
    "There are two columns for the same thing; “{value}” is not read.",
    "Leave only one.",
  ),
  other_sheet: says(
    "La hoja «{value}» no se lee: solo la primera que tiene la lista.",
    "Si tiene otra lista, guárdela en otro archivo.",
    "The sheet “{value}” is not read: only the first one with the list.",
    "If it holds another list, save it as another file.",
  ),
} as const satisfies Record<FindingCode, FindingText>;
