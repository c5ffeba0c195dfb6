package io.taskcall.sandbox.datadog;

import io.taskcall.sandbox.domain.grant.AuthorizationRequest;
import io.taskcall.sandbox.page.Html;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the two pages of Datadog that a person sees when connecting accounts. */
final class AuthorizePage {
  private static final String WHOSE = "Datadog (sandbox)";

  private AuthorizePage() {}

  static String ask(AuthorizationRequest request, Set<String> scopes) {
    var list =
        new TreeSet<>(scopes)
            .stream()
                .map(scope -> "<li>" + Html.escaped(scope) + "</li>")
                .collect(Collectors.joining());
    return Html.page(
        WHOSE,
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
    return Html.page(WHOSE, "<h1>This can't be authorized</h1><p>" + Html.escaped(reason) + "</p>");
  }

  private static String hidden(AuthorizationRequest request) {
    var fields = new TreeMap<String, @Nullable String>();
    fields.put("client_id", request.clientId());
    fields.put("redirect_uri", request.redirectUri());
    fields.put("response_type", request.responseType());
    fields.put("code_challenge", request.codeChallenge());
    fields.put("code_challenge_method", request.codeChallengeMethod());
    fields.put("state", request.state());
    return Html.hidden(fields);
  }
}
