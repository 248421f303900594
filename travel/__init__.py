"""The rules of travel and the use cases over them: no Rasa, HTTP, SQL or wording."""
