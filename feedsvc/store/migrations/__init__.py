"""Alembic migrations, run from code by store/migrate.py."""
