"""Alembic's entry: migrations run on the connection the program gives them."""

from alembic import context

from parreform.models import Table

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
