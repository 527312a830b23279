"""docxtpl and LibreOffice: the same text and tables through a Word template and its PDF export.

Run in an environment of its own: docxtpl_report.py content.json folder. content: {"paragraphs": [str],
"tables": [[[str]]], "pictures": [path of a PNG]}. Prints {docx, pdf} in seconds as JSON.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

begun = time.perf_counter()

from docx import Document  # noqa: E402
from docx.shared import Mm  # noqa: E402
from docxtpl import DocxTemplate, InlineImage  # noqa: E402

content = json.loads(Path(sys.argv[1]).read_text("utf-8"))
folder = Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)

template = Document()  # the template is made before the clock starts: a user has it already
template.add_paragraph("{%p for paragraph in paragraphs %}")
template.add_paragraph("{{ paragraph }}")
template.add_paragraph("{%p endfor %}")
template.add_paragraph("{%p for picture in pictures %}")
template.add_paragraph("{{ picture }}")
template.add_paragraph("{%p endfor %}")
for number, rows in enumerate(content["tables"]):
    width = max(map(len, rows))
    table = template.add_table(rows=3, cols=width)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in table" + str(number) + " %}"
    for column in range(width):
        table.cell(1, column).text = "{{ row[" + str(column) + "] }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    template.add_paragraph("")
template.save(folder / "template.docx")

begun = time.perf_counter()
document = DocxTemplate(folder / "template.docx")
context = {"paragraphs": content["paragraphs"]}
context["pictures"] = [InlineImage(document, path, width=Mm(150)) for path in content["pictures"]]
for number, rows in enumerate(content["tables"]):
    width = max(map(len, rows))
    context[f"table{number}"] = [row + [""] * (width - len(row)) for row in rows]
document.render(context, autoescape=True)
document.save(folder / "report.docx")
docx = time.perf_counter() - begun
begun = time.perf_counter()
subprocess.run(
    ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "report.docx"],
    check=True,
    capture_output=True,
)
print(json.dumps({"docx": docx, "pdf": time.perf_counter() - begun}))
