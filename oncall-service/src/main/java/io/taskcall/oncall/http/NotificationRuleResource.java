package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.oncall.domain.contact.Contacts;
import io.taskcall.oncall.domain.contact.NotificationRule;
import io.taskcall.oncall.domain.contact.Reach;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** By which method a person is reached after how many minutes. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/people/{person}/notification-rules")
@Tag(name = "people")
public final class NotificationRuleResource {
  private static final int MINUTES_MAX = (int) NotificationRule.AFTER_MAX.toMinutes();

  private final People people;
  private final Once once;

  NotificationRuleResource(People people, Once once) {
    this.people = people;
    this.once = once;
  }

  /** A rule. */
  @Schema(name = "NotificationRule")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RuleBody(
      @Schema(readOnly = true) @Nullable UUID id,
      @Schema(required = true) @Nullable Urgency urgency,
      @Schema(required = true, description = "The id of one of the person's contact methods.")
          @Nullable UUID method,
      @Schema(
              minimum = "0",
              maximum = "1440",
              defaultValue = "0",
              description = "How long without an answer.")
          @Nullable Integer afterMinutes) {
    static RuleBody of(NotificationRule rule) {
      return new RuleBody(
          rule.id(), rule.urgency(), rule.methodId(), (int) rule.after().toMinutes());
    }
  }

  /** All rules of a person. */
  @Schema(name = "NotificationRules")
  public record RulesBody(@Schema(required = true) @Nullable List<RuleBody> rules) {}

  @GET
  @Operation(
      summary = "The rules of a person",
      description =
          "If none of those for an urgency has a verified method, the first verified method of the"
              + " person is used at once.")
  public Uni<Listing<RuleBody>> list(
      @Context ContainerRequestContext request, @PathParam("person") String who) {
    return people.person(request, who).map(known -> listing(known.wishes()));
  }

  @POST
  @Operation(summary = "Add a rule")
  @RequestBody(content = @Content(schema = @Schema(implementation = RuleBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "It counts for the next page.",
      content = @Content(schema = @Schema(implementation = RuleBody.class)))
  public Uni<Response> add(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      byte @Nullable [] body) {
    var id = Ids.derive("notification-rule", Once.cause(request));
    var rule = rule("", id, Body.read(RuleBody.class, body));
    return people
        .person(request, who)
        .flatMap(known ->
            once.answer(
                request,
                body,
                () ->
                    people
                        .change(
                            known.person().id(),
                            "method",
                            reach -> Contacts.ruled(reach, known.person().reach(), rule))
                        .replaceWith(() ->
                            Response.status(Response.Status.CREATED)
                                .entity(RuleBody.of(rule))
                                .build())));
  }

  @PUT
  @Operation(summary = "These rules instead of all that there are")
  @RequestBody(content = @Content(schema = @Schema(implementation = RulesBody.class)))
  public Uni<Listing<RuleBody>> replace(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      byte @Nullable [] body) {
    var cause = Once.cause(request);
    var given = Limits.present("rules", Body.read(RulesBody.class, body).rules());
    var rules = new ArrayList<NotificationRule>();
    for (var wanted : given) {
      var place = "rules[" + rules.size() + "].";
      var id = Ids.derive("notification-rule", cause, rules.size());
      rules.add(rule(place, id, Limits.present(place, wanted)));
    }
    return people
        .person(request, who)
        .flatMap(known ->
            people.change(
                known.person().id(),
                "rules",
                reach -> Contacts.ruled(reach, known.person().reach(), rules)))
        .map(NotificationRuleResource::listing);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Take a rule away")
  @APIResponse(responseCode = "204", description = "It is gone.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      @PathParam("id") String id) {
    var rule = IncidentResource.uuid(id);
    return people
        .person(request, who)
        .flatMap(
            known -> people.change(known.person().id(), "", reach -> Contacts.unruled(reach, rule)))
        .replaceWith(() -> Response.noContent().build());
  }

  private static NotificationRule rule(String place, UUID id, RuleBody wanted) {
    int minutes = wanted.afterMinutes() == null ? 0 : wanted.afterMinutes();
    if (minutes < 0 || minutes > MINUTES_MAX) {
      throw ProblemException.field(
          place + "afterMinutes", "is from 0 to " + MINUTES_MAX + ", was " + minutes);
    }
    return new NotificationRule(
        id,
        Limits.present(place + "urgency", wanted.urgency()),
        Limits.present(place + "method", wanted.method()),
        Duration.ofMinutes(minutes));
  }

  private static Listing<RuleBody> listing(Reach reach) {
    return Listing.whole(reach.rules().stream().map(RuleBody::of).toList());
  }
}
