"""The demo's accounts, one per role: the login page names them. Production refuses to start where one exists."""

PASSWORD = "shifan-yunling-2024"  # noqa: S105 - printed on the demo's login page
DEMO_ACCOUNTS = [
    {"username": username, "password": PASSWORD, "organisation": organisation, "role": role, "name": name}
    for username, organisation, role, name in (
        ("clerk", "school-04", "clerk", "填报员"),
        ("head", "school-04", "head", "校长"),
        ("county", "c-linjiang", "reviewer", "县区审核员"),
        ("city", "yunling", "reviewer", "市级审核员"),
        ("editor", "yunling", "editor", "编辑"),
        ("admin", "yunling", "administrator", "系统管理员"),
        ("reader", "yunling", "reader", "查阅人"),
    )
]
