// Says before anything is drawn that scripts run here, so that what an option reveals does not flash past.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
