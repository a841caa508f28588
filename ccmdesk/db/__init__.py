"""The store: schema derived from the records, change log and its fold, migrations, backup."""
