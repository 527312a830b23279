"""Steps of one submission, below /rounds/<round_id>/<org_code>/."""

from django.urls import path

from zhijian.web.review import pages

app_name = "review"
urlpatterns = [
    path("steps/<slug:name>/", pages.step, name="step"),
    path("freeze/", pages.frozen, name="freeze"),
    path("extend/", pages.extended, name="extend"),
    path("send-back/", pages.back, name="send_back"),
]
