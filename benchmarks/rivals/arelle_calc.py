"""Arelle: the summations as a calculation linkbase, checked by Calculations 1.1 (round to nearest).

Run in an environment of its own: arelle_calc.py sums.json facts.csv folder. Only the check is timed, not
the loading of the instance. Prints {seconds, load, facts, violations} as JSON.
"""

import csv
import json
import sys
import time
from pathlib import Path

from arelle import Cntlr, ValidateXbrlCalcs

sums = json.loads(Path(sys.argv[1]).read_text("utf-8"))
rows = list(csv.DictReader(Path(sys.argv[2]).read_text("utf-8").splitlines()))
folder = Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
items = sorted({row["item"] for row in rows})

elements = "\n".join(
    f'<xs:element name="{i}" id="z_{i}" type="xbrli:decimalItemType" substitutionGroup="xbrli:item"'
    f' xbrli:periodType="instant" nillable="true"/>'
    for i in items
)
(folder / "z.xsd").write_text(
    f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:z="urn:z"
 targetNamespace="urn:z" elementFormDefault="qualified">
<xs:annotation><xs:appinfo><link:linkbaseRef xlink:type="simple" xlink:href="calc.xml"
 xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"
 xlink:role="http://www.xbrl.org/2003/role/calculationLinkbaseRef"/></xs:appinfo></xs:annotation>
<xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
{elements}
</xs:schema>""",
    encoding="utf-8",
)
used = sorted({i for whole, parts in sums for i in (whole, *parts)})
locs = "\n".join(f'<link:loc xlink:type="locator" xlink:href="z.xsd#z_{i}" xlink:label="{i}"/>' for i in used)
arcs = "\n".join(
    f'<link:calculationArc xlink:type="arc" xlink:arcrole="https://xbrl.org/2023/arcrole/summation-item"'
    f' xlink:from="{whole}" xlink:to="{part}" order="{n}" weight="1"/>'
    for whole, parts in sums
    for n, part in enumerate(parts, 1)
)
(folder / "calc.xml").write_text(
    f"""<?xml version="1.0" encoding="UTF-8"?>
<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
{locs}
{arcs}
</link:calculationLink></link:linkbase>""",
    encoding="utf-8",
)
contexts = sorted({(row["school"], row["period"]) for row in rows})
body = "\n".join(
    f'<xbrli:context id="c_{s}_{p}"><xbrli:entity><xbrli:identifier scheme="urn:s">{s}</xbrli:identifier>'
    f"</xbrli:entity><xbrli:period><xbrli:instant>{p}-09-01</xbrli:instant></xbrli:period></xbrli:context>"
    for s, p in contexts
) + "\n".join(
    f'<z:{r["item"]} contextRef="c_{r["school"]}_{r["period"]}" unitRef="u" decimals="INF">{r["amount"]}</z:{r["item"]}>'
    for r in rows
)
(folder / "instance.xml").write_text(
    f"""<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:z="urn:z">
<link:schemaRef xlink:type="simple" xlink:href="z.xsd"/>
<xbrli:unit id="u"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
{body}
</xbrli:xbrl>""",
    encoding="utf-8",
)
controller = Cntlr.Cntlr(logFileName="logToBuffer")
controller.webCache.workOffline = True
begun = time.perf_counter()
model = controller.modelManager.load(str(folder / "instance.xml"))
load = time.perf_counter() - begun
seconds = float("inf")
for _run in range(5):
    begun = time.perf_counter()
    found = list(ValidateXbrlCalcs.validate(model, ValidateXbrlCalcs.ValidateCalcsMode.ROUND_TO_NEAREST))
    seconds = min(seconds, time.perf_counter() - begun)
violations = sum(1 for f in found if "nconsisten" in str(f))
print(json.dumps({"seconds": seconds, "load": load, "facts": len(model.facts), "violations": violations}))
