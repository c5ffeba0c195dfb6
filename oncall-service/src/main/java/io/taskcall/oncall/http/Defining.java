package io.taskcall.oncall.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Definitions.Definition;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.Configuration;
import io.taskcall.oncall.setup.Result;
import io.taskcall.oncall.setup.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows and changes what people write down: schedules, teams, policies and services. */
@ApplicationScoped
class Defining {
  static final String YAML = "application/yaml";

  private final Configuration configuration;
  private final Once once;

  Defining(Configuration configuration, Once once) {
    this.configuration = configuration;
    this.once = once;
  }

  Uni<Listing<JsonNode>> list(ContainerRequestContext request, Kind kind) {
    return configuration
        .list(organization(request), kind)
        .map(all -> Listing.whole(all.stream().map(Defining::body).toList()));
  }

  Uni<Response> one(ContainerRequestContext request, Kind kind, String idOrKey) {
    return configuration
        .find(organization(request), kind, idOrKey)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound(kind.word())))
        .map(found ->
            wantsYaml(request)
                ? tagged(Response.ok(Configuration.yaml(found), YAML), found)
                : tagged(Response.ok(body(found)), found));
  }

  /** A new one; its key is made of its name if the body does not say it. */
  Uni<Response> create(ContainerRequestContext request, Kind kind, byte @Nullable [] body) {
    return once.answer(
        request,
        body,
        () -> {
          var wanted = Written.in(body);
          var wish = new Wish(Tags.wanted(request), true, wanted.allowGaps(), false);
          return save(request, kind, wanted.keyOrFromName(), wanted, wish);
        });
  }

  /** Makes one what the body says, whether there was one or not. */
  Uni<Response> put(
      ContainerRequestContext request,
      Kind kind,
      String idOrKey,
      boolean allowGaps,
      byte @Nullable [] body) {
    return once.answer(
        request,
        body,
        () -> {
          var wanted = Written.in(body);
          var wish = new Wish(Tags.wanted(request), false, allowGaps || wanted.allowGaps(), false);
          return configuration
              .find(organization(request), kind, idOrKey)
              .flatMap(found -> {
                var key = found.map(Definition::key).orElse(idOrKey);
                if (wanted.key() != null && !wanted.key().equals(key)) {
                  throw ProblemException.field("key", "is " + key + ", and stays so");
                }
                return save(request, kind, key, wanted, wish);
              });
        });
  }

  private Uni<Response> save(
      ContainerRequestContext request, Kind kind, String key, Written wanted, Wish wish) {
    return configuration
        .save(organization(request), kind, key, wanted.data(), wish, Instant.now())
        .map(result -> answer(result, kind));
  }

  /** What a change of a schedule would do. */
  Uni<Result> preview(ContainerRequestContext request, String idOrKey, byte @Nullable [] body) {
    var wish = new Wish(Tags.wanted(request), false, true, true);
    return configuration.save(
        organization(request),
        Kind.SCHEDULE,
        idOrKey,
        Written.in(body).data(),
        wish,
        Instant.now());
  }

  Uni<Response> remove(ContainerRequestContext request, Kind kind, String idOrKey) {
    return once.answer(
        request,
        null,
        () ->
            configuration
                .remove(organization(request), kind, idOrKey, Tags.wanted(request), Instant.now())
                .map(result ->
                    result instanceof Result.Saved
                        ? Response.noContent().build()
                        : answer(result, kind)));
  }

  /** What came of it, as an answer or as a problem. */
  static Response answer(Result result, Kind kind) {
    return switch (result) {
      case Result.Saved(Definition now, boolean created) ->
          tagged(
              Response.status(created ? Response.Status.CREATED : Response.Status.OK)
                  .entity(body(now)),
              now);
      case Result.Outdated outdated ->
          throw ProblemException.outdated(
              outdated
                  .current()
                  .map(now -> "it has changed since; it is now at " + Tags.of(now.version()))
                  .orElse("there is none to change"));
      case Result.Wrong(String field, String reason) -> throw ProblemException.field(field, reason);
      case Result.Conflict(String reason) -> throw ProblemException.conflict(reason);
      case Result.Gaps gaps -> throw ProblemException.gaps(gaps.gaps());
      case Result.Unknown _ -> throw ProblemException.notFound(kind.word());
      case Result.Previewed _, Result.Applied _ -> Response.noContent().build();
    };
  }

  static UUID organization(ContainerRequestContext request) {
    return Authentication.caller(request).organizationId();
  }

  private static boolean wantsYaml(ContainerRequestContext request) {
    var accept = request.getHeaderString(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("yaml");
  }

  /** Whether the form that is asked for first is JSON. */
  static boolean wantsJson(ContainerRequestContext request) {
    return request.getAcceptableMediaTypes().stream()
        .map(wanted -> wanted.getSubtype())
        .filter(wanted -> wanted.equals("*") || wanted.contains("json") || wanted.contains("yaml"))
        .findFirst()
        .filter(wanted -> wanted.contains("json"))
        .isPresent();
  }

  private static Response tagged(Response.ResponseBuilder response, Definition definition) {
    return response.header(HttpHeaders.ETAG, Tags.of(definition.version())).build();
  }

  static JsonNode body(Definition definition) {
    var data = (ObjectNode) definition.data();
    var body = data.objectNode();
    body.put("id", definition.id().toString());
    body.put("key", definition.key());
    body.setAll(data);
    return body;
  }

  /**
   * What somebody sends: what is to be written down, and what goes along with it.
   *
   * @param data without key and id
   */
  record Written(@Nullable String key, boolean allowGaps, JsonNode data) {
    private static final int KEY_MAX = 64;

    String keyOrFromName() {
      if (key != null) {
        return key;
      }
      var name = data.path("name").asText("").toLowerCase(Locale.ROOT);
      var plain = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      return plain.substring(0, Math.min(plain.length(), KEY_MAX));
    }

    static Written in(byte @Nullable [] body) {
      try {
        var tree = (ObjectNode) Configuration.read(Body.text(body));
        var key = tree.path("key");
        var allowGaps = tree.path("allowGaps");
        if (!key.isTextual() && !isLeftOut(key)) {
          throw ProblemException.field("key", "is a text");
        }
        if (!allowGaps.isBoolean() && !isLeftOut(allowGaps)) {
          throw ProblemException.field("allowGaps", "is true or false");
        }
        tree.remove(List.of("key", "id", "allowGaps"));
        return new Written(key.textValue(), allowGaps.booleanValue(), tree);
      } catch (IllegalArgumentException e) {
        throw ProblemException.field("body", "cannot be read: " + e.getMessage());
      }
    }

    private static boolean isLeftOut(JsonNode field) {
      return field.isMissingNode() || field.isNull();
    }
  }
}
