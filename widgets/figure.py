"""A module's figure on a page: drawn when the module was released, with its words, its caption, and the same as a table to open."""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from course import figures
from widgets import session

THEME = Path(__file__).parent / "theme" / "static"
OPEN = {"da": "Vis som tabel", "en": "Show as a table"}
SHOWN = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""
{% for language, drawing in drawings %}
<figure class="figure" lang="{{ language }}">
  {{ drawing.wide | safe }}
  {{ drawing.narrow | safe }}
  <figcaption>{{ about.caption.pick(language) }}</figcaption>
  <details>
    <summary>{{ open[language] }}</summary>
    <div class="table-frame" tabindex="0" role="region" aria-label="{{ about.alt.pick(language) }}">
      <table>
        <thead><tr>{% for cell in drawing.table[0] %}<th scope="col">{{ cell }}</th>{% endfor %}</tr></thead>
        <tbody>
          {% for row in drawing.table[1:] %}
          <tr>{% for cell in row %}{% if loop.first %}<th scope="row">{{ cell }}</th>{% else %}<td>{{ cell }}</td>{% endif %}{% endfor %}</tr>
          {% endfor %}
        </tbody>
      </table>
    </div>
  </details>
</figure>
{% endfor %}
""")


def html(drawn: figures.Drawn) -> Markup:
    """The figure in both languages; the page's theme shows the reader's."""
    drawings = [("da", drawn.da), ("en", drawn.en)]
    return Markup(SHOWN.render(about=drawn.about, drawings=drawings, open=OPEN))  # noqa: S704  the template escapes what authors write


class Figure:
    """What `Figure("fire-faser")` is in a notebook. A page shows the figure from its file, without this; an author's JupyterLab draws it anew."""

    def __init__(self, id: str) -> None:
        self.id = id

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        plain = {"text/plain": f'Figure("{self.id}")'}
        return plain if session.is_marking() else {**plain, "text/html": self._drawn()}

    def _drawn(self) -> str:
        """Raises UnknownTask or Undrawable with what to correct."""
        module = session.here()
        about = next((one for one in module.about.figures if one.id == self.id), None)
        if about is None:
            raise session.UnknownTask(
                f"figures i module.yaml har ingen figur {self.id!r}.", f"figures in module.yaml lists no figure {self.id!r}."
            )
        return f"<style>{_style()}</style>{html(figures.draw(module.folder, about))}"


def _style() -> str:
    """The theme's colours and lines about figures, and nothing that would restyle an author's whole notebook."""
    colours = (THEME / "tokens.css").read_text("utf-8").replace(":root", ".figure")
    lines = (THEME / "parts.css").read_text("utf-8").splitlines()
    return colours + "\n".join(line for line in lines if line.startswith((".figure", "@container")))
