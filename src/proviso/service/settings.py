"""Django's settings, all of them derived from `config()`: what a force sets is in proviso.toml and the environment."""

import logging
from pathlib import Path

from proviso.service.config import config
from proviso.service.secrets import signing_key

CONFIG = config()

PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = False
ALLOWED_HOSTS = CONFIG.allowed_hosts
SECRET_KEY = signing_key(CONFIG)
ROOT_URLCONF = "proviso.service.urls"
AUTH_USER_MODEL = "accounts.Officer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "proviso.record",
    "proviso.accounts",
    "proviso.casework",
    "proviso.disclosure",
    "proviso.oversight",
    "proviso.web",
]

MIDDLEWARE = [
    "proviso.service.measuring.CountRequests",
    "proviso.web.design.security.GuardPages",
    "proviso.web.design.reader_language.ReaderLanguage",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "proviso.web.errors.unsaved.BusyPages",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "proviso.web.signing_in.gate.Gate",
    "proviso.web.errors.text_addresses.AddressesOfText",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Two of them: the cases' own keys are backed up apart and for a shorter time, so that what was erased stays erased.
DATABASES = {
    "default": CONFIG.django_database("database"),
    "keys": CONFIG.django_database("keys_database"),
}
PROVISO_READING_DATABASE = CONFIG.django_reading_database()
DATABASE_ROUTERS = ["proviso.record.routers.KeysApart"]

PROVISO_KEY_ENCRYPTION_KEY_FILE = CONFIG.path("key_encryption_key_file")
PROVISO_LOOKUP_KEY_FILE = CONFIG.path("lookup_key_file")
PROVISO_DEADLINES = CONFIG.deadlines
PROVISO_CEILINGS = CONFIG.ceilings
PROVISO_SENIOR_RANKS = CONFIG.senior_ranks
PROVISO_PACE = CONFIG.pace
PROVISO_LOOKING = CONFIG.looking
PROVISO_FIGURES = CONFIG.figures
PROVISO_PATTERNS = CONFIG.patterns
PROVISO_EMAIL = CONFIG.email
PROVISO_REMINDERS = CONFIG.reminders
PROVISO_MARKING = CONFIG.marking
PROVISO_DEMONSTRATION = CONFIG.demonstration
PROVISO_ROUTES_TO_STAY = CONFIG.routes_to_stay
PROVISO_PROTECTION_STEPS = CONFIG.protection_steps
PROVISO_ACCESSIBILITY_CONTACT = CONFIG.accessibility_contact
PROVISO_FREEDOM_OF_INFORMATION = CONFIG.freedom_of_information
PROVISO_INDEPENDENT_ADVICE = CONFIG.independent_advice
PROVISO_CONTACT = CONFIG.contact
PROVISO_FORCE = CONFIG.force
PROVISO_CRIME_REFERENCE_ON_OWN_LIST = CONFIG.crime_reference_on_own_list
PROVISO_CLOCK_AHEAD_DAYS = CONFIG.clock_ahead_days
PROVISO_CLOCK_BEHIND_SECONDS = CONFIG.clock_behind_seconds
PROVISO_SESSION_MINUTES = CONFIG.session_minutes
PROVISO_REAUTHENTICATION_MINUTES = CONFIG.reauthentication_minutes

# The source. All that is recorded or leaves is in it, and every page but those of readers who chose otherwise.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "web/locale"]
PROVISO_LANGUAGE = {"en": "en-gb", "cy": "cy"}[CONFIG.language]
LANGUAGE_COOKIE_NAME = "__Host-language" if CONFIG.https else "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = CONFIG.https
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
# Served from where they lie, each address with a digest of the content: there is no step of collecting them.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 24 * 60 * 60

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [PACKAGE / "web"],
        "OPTIONS": {
            "environment": "proviso.web.design.environment.environment",
            "context_processors": ["proviso.web.design.security.masked_once"],
        },
    },
]

# A sign-in ends by `web.signing_in.session`; the emptied session lives on, to give back what its officer was typing.
SESSION_ENGINE = "proviso.web.signing_in.store"
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.https
SESSION_COOKIE_NAME = "__Host-session" if CONFIG.https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if CONFIG.https else "csrf"
# Not in a cookie of its own: that one cannot be named __Host-.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = CONFIG.https
SECURE_HSTS_SECONDS = 31_536_000 if CONFIG.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIG.https
# Not "no-referrer": browsers then send `Origin: null` with every form, and each is refused as forged.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CSRF_FAILURE_VIEW = "proviso.web.errors.forged"
if CONFIG.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A list of sites that browsers ship is for public names; a force's service is often on a name that it cannot list.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

AUTHENTICATION_BACKENDS = ["proviso.web.signing_in.account_backend.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "proviso.web.signing_in.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "staff_number"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = False
# Counted in `accounts.attempt_counts` instead: allauth tells a database that is locked as "too many attempts".
ACCOUNT_RATE_LIMITS = dict.fromkeys(("login", "login_failed", "reauthenticate", "change_password"))
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIG.proxies

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("staff_number", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Words of an exception may hold what somebody typed: a trace in the log shows where and which kind, never the words.
# Where no line can be written, Python would print the exception whole.
logging.raiseExceptions = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "proviso.service.logs.WithoutWords", "format": "%(asctime)s %(levelname)s %(message)s"},
        "json": {"()": "proviso.service.logs_as_json.EcsLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": CONFIG.log_format}},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "proviso": {"level": "INFO"},
        "psycopg": {"level": "CRITICAL"},  # a warning of it quotes what the database said, with what was written
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
