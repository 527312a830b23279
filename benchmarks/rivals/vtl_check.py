"""vtlengine: the summations as a hierarchical ruleset. Prints {seconds, facts, violations} as JSON.

Run in an environment of its own: vtl_check.py sums.json facts.csv
"""

import json
import sys
import time
from pathlib import Path

import pandas as pd
import vtlengine

sums = json.loads(Path(sys.argv[1]).read_text("utf-8"))
facts = pd.read_csv(sys.argv[2], dtype={"school": str, "period": str, "item": str})
rules = ";\n".join(f'  {whole} = {" + ".join(parts)} errorcode "{whole}"' for whole, parts in sums)
script = f"""
define hierarchical ruleset sums (variable rule item) is
{rules}
end hierarchical ruleset;
checked <- check_hierarchy(facts, sums rule item always_null all);
"""
structures = {
    "datasets": [
        {
            "name": "facts",
            "DataStructure": [
                {"name": "school", "type": "String", "role": "Identifier", "nullable": False},
                {"name": "period", "type": "String", "role": "Identifier", "nullable": False},
                {"name": "item", "type": "String", "role": "Identifier", "nullable": False},
                {"name": "amount", "type": "Integer", "role": "Measure", "nullable": True},
            ],
        }
    ]
}
seconds = float("inf")
for _run in range(5):
    begun = time.perf_counter()
    result = vtlengine.run(script=script, data_structures=structures, datapoints={"facts": facts.copy()})
    seconds = min(seconds, time.perf_counter() - begun)
checked = result["checked"].data
print(json.dumps({"seconds": seconds, "facts": len(facts), "violations": int((checked["bool_var"] == False).sum())}))  # noqa: E712
