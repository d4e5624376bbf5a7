from __future__ import annotations

from django.db.migrations.operations.base import Operation


class Tables(Operation):
    """Several new tables at once.

    For each table by itself Django renders all models anew that hang together with it, which
    is most of what migrating an empty database takes; these are rendered once.

    A table's indexes are made in the order of its fields, then of its `indexes`.  Where two
    would do as well, SQLite takes the one made last: keep their order.
    """

    def __init__(self, *tables):
        self.tables = tables

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create the tables of " + ", ".join(table.name for table in self.tables)
