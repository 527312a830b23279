"""Addresses of one submission, below /rounds/<round_id>/<org_code>/."""

from django.urls import path

from zhijian.web.collection import cells, files, pages, panel, preview, printing, record_pages, workbook_pages

app_name = "collection"
urlpatterns = [
    path("", pages.school, name="school"),
    path("print/", printing.printed, name="print"),
    path("tables/<int:number>/", pages.table, name="table"),
    path("workbook/", workbook_pages.workbook, name="workbook"),
    path("workbook/upload/", workbook_pages.upload, name="upload"),
    path("records/", record_pages.records, name="records"),
    path("records/<int:number>/undo/", record_pages.undone, name="undo_records"),
    path("cells/", cells.cells, name="cells"),
    path("cells/preview/", preview.preview, name="preview"),
    path("cells/panel/", panel.panel, name="panel"),
    path("cells/history/", cells.history, name="history"),
    path("cells/comments/", cells.comments, name="comments"),
    path("cells/reason/", cells.reason, name="reason"),
    path("attachments/", files.attachments, name="attachments"),
    path("attachments/<int:number>/", files.attachment, name="attachment"),
]
