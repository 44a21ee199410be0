"""cqterm: mines official terms, keeps the canonical glossary, and checks drafts against it.

Importing the package loads nothing but this file; each layer is imported from its own module.
"""

__version__ = "0.1.0"
