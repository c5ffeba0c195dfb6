package io.taskcall.sandbox.datadog;

import io.taskcall.sandbox.domain.grant.AuthorizationRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the two pages of Datadog that a person sees when connecting accounts. */
final class AuthorizePage {
  private AuthorizePage() {}

  static String ask(AuthorizationRequest request, Set<String> scopes) {
    var list =
        new TreeSet<>(scopes)
            .stream().map(scope -> "<li>" + escaped(scope) + "</li>").collect(Collectors.joining());
    return page(
        "<h1>Authorize TaskCall?</h1>"
            + "<p>TaskCall asks for these permissions in the organization "
            + "<strong>TaskCall Sandbox</strong>:</p><ul>"
            + list
            + "</ul><form method=\"post\">"
            + hidden(request)
            + "<button class=\"primary\" name=\"decision\" value=\"authorize\">Authorize</button> "
            + "<button name=\"decision\" value=\"deny\">Deny</button></form>");
  }

  static String error(String reason) {
    return page("<h1>This can't be authorized</h1><p>" + escaped(reason) + "</p>");
  }

  private static String hidden(AuthorizationRequest request) {
    var fields = new TreeMap<String, @Nullable String>();
    fields.put("client_id", request.clientId());
    fields.put("redirect_uri", request.redirectUri());
    fields.put("response_type", request.responseType());
    fields.put("code_challenge", request.codeChallenge());
    fields.put("code_challenge_method", request.codeChallengeMethod());
    fields.put("state", request.state());
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(AuthorizePage::input)
        .collect(Collectors.joining());
  }

  private static String input(Map.Entry<String, @Nullable String> field) {
    return "<input type=\"hidden\" name=\""
        + field.getKey()
        + "\" value=\""
        + escaped(String.valueOf(field.getValue()))
        + "\">";
  }

  private static String page(String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + "<title>Datadog (sandbox)</title><link rel=\"icon\" href=\"/icon.svg\"><link rel=\"stylesheet\" href=\"/style.css\"></head>"
        + "<body class=\"narrow\"><main class=\"card\"><p class=\"muted\">Datadog (sandbox)</p>"
        + body
        + "</main></body></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
