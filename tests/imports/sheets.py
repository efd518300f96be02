"""Small real XLSX and ODS files, written part by part: hostile ones too, which no library would write."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | int | float | date | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
EPOCH = date(1899, 12, 30)
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
CONTENT = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{BOOK}"/></Types>'
DATED = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""


def packed(parts: dict[str, str]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return content.getvalue()


def xlsx(rows: Sequence[Sequence[Cell]], *others: Sequence[Sequence[Cell]], hidden: Sequence[int] = ()) -> bytes:
    """One sheet for each; `hidden`: which of them, from 0, nobody sees."""
    return xlsx_of(["".join(map(_row, range(1, len(sheet) + 1), sheet)) for sheet in (rows, *others)], hidden)


def xlsx_of(sheets: Sequence[str], hidden: Sequence[int] = ()) -> bytes:
    """Of sheets whose rows are XML already."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="Hoja{n}" sheetId="{n}" r:id="r{n}"{_hidden(n - 1, hidden)}/>' for n in numbers)
    kind = f"{REL}/worksheet"
    related = "".join(f'<Relationship Id="r{n}" Type="{kind}" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    styles = f'<Relationship Id="s" Type="{REL}/styles" Target="styles.xml"/>'
    return packed(
        {
            "[Content_Types].xml": CONTENT,
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="b" '
            f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f"{related}{styles}</Relationships>",
            "xl/styles.xml": DATED,
            **{
                f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
                for n, sheet in zip(numbers, sheets, strict=True)
            },
        }
    )


def ods(rows: Sequence[Sequence[Cell]]) -> bytes:
    return ods_of("".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows))


def ods_of(body: str) -> bytes:
    """Of rows that are XML already."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}:manifest:1.0"/>',
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Hoja1">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def hostile() -> bytes:
    """Two cells, and half a terabyte between them."""
    return xlsx_of(['<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'])


def bomb(megabytes: int) -> bytes:
    """A part that says nothing, so many times."""
    return xlsx_of([f"<row><c t='inlineStr'><is><t>{' ' * (megabytes * 1024 * 1024)}</t></is></c></row>"])


def _hidden(number: int, hidden: Sequence[int]) -> str:
    return ' state="hidden"' if number in hidden else ""


def _row(number: int, cells: Sequence[Cell]) -> str:
    written = "".join(_cell(f"{chr(65 + place)}{number}", cell) for place, cell in enumerate(cells))
    return f'<row r="{number}">{written}</row>'


def _cell(reference: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f'<c r="{reference}" s="1"><v>{(cell - EPOCH).days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{reference}"><v>{cell}</v></c>'


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def hostile_ods() -> bytes:
    """One cell, repeated sixteen thousand million times."""
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    return ods_of(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
