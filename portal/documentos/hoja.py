"""One A4 sheet with the portal's letters and colours. Measures are millimetres; sizes of letters are points."""

from datetime import datetime
from importlib.resources import as_file, files
from typing import Literal, TypeAlias

from fpdf import FPDF

Color: TypeAlias = tuple[int, int, int]
Lado: TypeAlias = Literal["L", "C", "R"]

ANCHO, ALTO, MARGEN = 210.0, 297.0, 18.0
UTIL = ANCHO - 2 * MARGEN
DERECHA = ANCHO - MARGEN

# The tokens of portal.css, in their light value: paper is white.
TINTA: Color = (20, 32, 27)
TENUE: Color = (74, 88, 81)
LINEA: Color = (220, 225, 216)
FONDO: Color = (238, 241, 234)
MARCA: Color = (11, 93, 71)
MARCA_SUAVE: Color = (226, 240, 233)
VERDE_MENTA: Color = (127, 224, 180)
BLANCO: Color = (255, 255, 255)
ROJO: Color = (163, 33, 26)
ROJO_SUAVE: Color = (252, 233, 230)

# Of a line, in millimetres for each point of its letters.
INTERLINEA = 0.5
MINIMO = 6.0
PASO = 0.25


class Hoja(FPDF):
    """A document that never takes a second page. Its bytes depend on what is drawn and on `fechada`, not on when."""

    def __init__(self, titulo: str, fechada: datetime) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.set_auto_page_break(auto=False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_title(titulo)
        self.set_author("Espacio Clientes")
        self.set_lang("es-PY")
        self.set_creation_date(fechada)
        for estilo, archivo in (("", "NotoSans-Regular.ttf"), ("B", "NotoSans-Bold.ttf")):
            with as_file(files("portal.documentos") / "fuentes" / archivo) as ruta:
                self.add_font("Noto", estilo, ruta)
        self.add_page()

    def texto(
        self,
        x: float,
        y: float,
        ancho: float,
        texto: str,
        *,
        cuerpo: float,
        color: Color = TINTA,
        negrita: bool = False,
        lado: Lado = "L",
    ) -> None:
        """One line whose box begins at (x, y). Too long a text gets smaller letters, and in the end an ellipsis."""
        self.set_text_color(*color)
        entra = self._encoger(texto, ancho, cuerpo, "B" if negrita else "")
        self.set_xy(x, y)
        self.cell(ancho, cuerpo * INTERLINEA, entra, align=lado)

    def caja(self, x: float, y: float, ancho: float, alto: float, color: Color) -> None:
        """A filled box with round corners."""
        self.set_fill_color(*color)
        self.rect(x, y, ancho, alto, style="F", round_corners=True, corner_radius=2.5)

    def raya(self, y: float, color: Color = LINEA, grosor: float = 0.2) -> None:
        """A rule from margin to margin."""
        self.set_draw_color(*color)
        self.set_line_width(grosor)
        self.line(MARGEN, y, DERECHA, y)

    def _encoger(self, texto: str, ancho: float, cuerpo: float, estilo: Literal["", "B"]) -> str:
        medida = cuerpo
        self.set_font("Noto", estilo, medida)
        while self.get_string_width(texto) > ancho and medida > MINIMO:
            medida = max(MINIMO, medida - PASO)
            self.set_font("Noto", estilo, medida)
        if self.get_string_width(texto) <= ancho:
            return texto
        while texto and self.get_string_width(f"{texto}…") > ancho:
            texto = texto[:-1].rstrip()
        return f"{texto}…"
