"""Lay the program that draws interactive charts down where reports take it from. Run at set-up."""

from zhijian.document.write.html.charts import prepare_program

prepare_program()
