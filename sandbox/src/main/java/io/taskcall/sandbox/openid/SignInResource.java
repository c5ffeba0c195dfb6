package io.taskcall.sandbox.openid;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.grant.AuthorizationRequest;
import io.taskcall.sandbox.memory.SignInBook;
import io.taskcall.sandbox.memory.SignInBook.Person;
import io.taskcall.sandbox.page.Html;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The page on which a person says who they are. */
@Path("/" + OpenIdResource.PLACE + "/authorize")
@Produces(MediaType.TEXT_HTML)
public class SignInResource {
  private static final String WHOSE = "Company sign-in (sandbox)";

  private final SandboxConfig.OpenId config;
  private final SignInBook book;

  SignInResource(SandboxConfig config, SignInBook book) {
    this.config = config.openid();
    this.book = book;
  }

  @GET
  public Response ask(@Context UriInfo uri) {
    return answer(uri.getQueryParameters(), false);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decide(MultivaluedMap<String, String> form) {
    return answer(form, true);
  }

  private Response answer(MultivaluedMap<String, String> given, boolean decided) {
    var request =
        new AuthorizationRequest(
            given.getFirst("client_id"),
            given.getFirst("redirect_uri"),
            given.getFirst("response_type"),
            given.getFirst("code_challenge"),
            given.getFirst("code_challenge_method"),
            given.getFirst("state"));
    var unsafe = request.unsafe(config.clientId(), config.redirectUris().orElse(Set.of()));
    if (unsafe.isPresent()) {
      var page = Html.page(WHOSE, "<h1>Nobody can sign in</h1><p>" + unsafe.get() + "</p>");
      return Response.status(400).entity(page).build();
    }
    if (request.error().isPresent()) {
      return back(request, "error", request.error().get());
    }
    if (!decided) {
      return Response.ok(page(given)).build();
    }
    var email = text(given.getFirst("email")).toLowerCase(Locale.ROOT);
    if (!"sign-in".equals(given.getFirst("decision")) || !email.contains("@")) {
      return back(request, "error", "access_denied");
    }
    var person = new Person(email, text(given.getFirst("name")), given.getFirst("nonce"));
    return back(request, "code", book.signIn(request, person, Instant.now()));
  }

  private static String page(MultivaluedMap<String, String> given) {
    var fields = new TreeMap<String, @Nullable String>();
    for (var name :
        Set.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "code_challenge",
            "code_challenge_method",
            "state",
            "nonce")) {
      fields.put(name, given.getFirst(name));
    }
    return Html.page(
        WHOSE,
        "<h1>Sign in</h1><p>Whoever you say you are is believed.</p><form method=\"post\">"
            + Html.hidden(fields)
            + "<p><label for=\"email\">E-mail address</label> <input id=\"email\" name=\"email\""
            + " type=\"email\" required value=\""
            + Html.escaped(text(given.getFirst("login_hint")))
            + "\"></p><p><label for=\"name\">Name</label> <input id=\"name\" name=\"name\"></p>"
            + "<button class=\"primary\" name=\"decision\" value=\"sign-in\">Sign in</button> "
            + "<button name=\"decision\" value=\"deny\" formnovalidate>Deny</button></form>");
  }

  private static Response back(AuthorizationRequest request, String name, String value) {
    var target = UriBuilder.fromUri(request.redirectUri()).queryParam(name, "{value}");
    var values = new TreeMap<String, Object>(Map.of("value", value));
    if (request.state() != null) {
      target.queryParam("state", "{state}");
      values.put("state", request.state());
    }
    return Response.status(302).location(target.buildFromMap(values)).build();
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }
}
