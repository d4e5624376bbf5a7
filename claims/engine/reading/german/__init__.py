"""The syntax of German: compound number words, capitalised nouns, verbs at the end."""
