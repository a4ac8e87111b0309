"""Rows by subject. Nothing outside `models` sees them but through actions and queries."""

TABLE_MODULES = (
    "models.tables.users",
    "models.tables.credentials",
    "models.tables.courses",
    "models.tables.enrollments",
    "models.tables.community",
    "models.tables.assignments",
    "models.tables.calendar",
    "models.tables.files",
    "models.tables.quizzes",
    "models.tables.regrades",
    "models.tables.live",
    "models.tables.system",
    "models.tables.jobs",
    "models.tables.notifications",
    "models.tables.certificates",
    "models.tables.payments",
    "models.tables.analytics",
    "models.tables.channels",
    "models.tables.webhooks",
    "models.tables.lti",
)
