"""What keeps findings quiet: comments in the document, and a baseline of those that are known.

Both need to know a finding again: `fingerprint` says how. Silenced findings are kept with the word that silenced them
and count nowhere.
"""
