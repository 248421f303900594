"""The store: tables, migrations, stores behind the ports of ``travel``, backup and the operator's commands."""
