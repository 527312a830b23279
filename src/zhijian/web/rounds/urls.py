"""Addresses of rounds. What stands here is no organisation's code: see organisations/actions/import_tree.py."""

from django.urls import path

from zhijian.web.review import notices
from zhijian.web.review import pages as review
from zhijian.web.rounds import checks, opening, pages, totals

app_name = "rounds"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("open/", opening.opening, name="open"),
    path("<int:round_id>/board/", review.board, name="board"),
    path("<int:round_id>/board/<slug:kind>/", review.export, name="board_export"),
    path("<int:round_id>/approve/", review.bulk, name="approve"),
    path("<int:round_id>/reminders/", notices.reminders, name="reminders"),
    path("<int:round_id>/close/", opening.closing, name="close"),
    path("<int:round_id>/trial/", opening.trial, name="trial"),
    path("<int:round_id>/checks/", checks.checks, name="checks"),
    path("<int:round_id>/checks/<slug:kind>/", checks.export, name="checks_export"),
    path("<int:round_id>/totals/", totals.totals, name="totals"),
    path("<int:round_id>/totals/<slug:kind>/", totals.totals_export, name="totals_export"),
    path("<int:round_id>/totals/<slug:org_code>/<str:indicator>/", totals.figure, name="figure"),
]
