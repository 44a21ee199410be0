"""The errors a user may see: each message names the place, what is wrong there, and what to do."""


class CqtermError(Exception):
    """Something the user can mend. The message is for people: «place: what: what to do»."""


class GlossaryError(CqtermError):
    """A glossary can't be read or breaks its rules."""


class FormatError(CqtermError):
    """A document can't be read as what it claims to be."""


class ConfigError(CqtermError):
    """The configuration or a combination of options makes no sense."""


class UsageError(CqtermError):
    """A command line contradicts itself, or names what may not stand there."""


class FileError(CqtermError):
    """A path can't be found, read or written."""


class BaselineError(CqtermError):
    """A baseline is none, or one of another version."""


class GitError(CqtermError):
    """Git is missing, or can't tell what was asked."""
