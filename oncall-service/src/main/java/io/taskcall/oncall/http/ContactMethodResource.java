package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.contact.Contacts;
import io.taskcall.oncall.postgres.Reaches.Known;
import io.taskcall.oncall.sending.Carriers;
import io.taskcall.oncall.sending.Verification;
import io.taskcall.oncall.sending.WebhookSecrets;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ways to reach a person. Each is verified by a code sent that way before it counts. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/people/{person}/contact-methods")
@Tag(name = "people")
public final class ContactMethodResource {
  private static final int ADDRESS_MAX = 2000;
  private static final int LABEL_MAX = 100;

  private final People people;
  private final Verification verification;
  private final Carriers carriers;
  private final WebhookSecrets secrets;
  private final Once once;

  ContactMethodResource(
      People people,
      Verification verification,
      Carriers carriers,
      WebhookSecrets secrets,
      Once once) {
    this.people = people;
    this.verification = verification;
    this.carriers = carriers;
    this.secrets = secrets;
    this.once = once;
  }

  @GET
  @Operation(
      summary = "The ways to reach a person",
      description = "The person is an id, an e-mail address, or me.")
  public Uni<Listing<ContactMethodBody>> list(
      @Context ContainerRequestContext request, @PathParam("person") String who) {
    return people
        .person(request, who)
        .map(known ->
            Listing.whole(
                known.person().reach().methods().stream()
                    .map(method -> ContactMethodBody.of(method, known.person().id()))
                    .toList()));
  }

  @POST
  @Operation(
      summary = "Add a way to reach a person",
      description = "A code is sent that way; the method counts once the code came back.")
  @RequestBody(content = @Content(schema = @Schema(implementation = ContactMethodBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is added, and has to be verified.",
      content = @Content(schema = @Schema(implementation = ContactMethodBody.class)))
  public Uni<Response> add(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      byte @Nullable [] body) {
    var wanted = Body.read(ContactMethodBody.class, body);
    var id = Ids.derive("contact-method", Once.cause(request));
    var method = method(id, wanted);
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
                            "",
                            reach -> Contacts.add(reach, known.person().reach(), method))
                        .flatMap(_ -> verify(known.person().id(), method))));
  }

  private Uni<Response> verify(UUID userId, ContactMethod method) {
    return verification
        .send(userId, method, Instant.now())
        .flatMap(code ->
            code instanceof Verification.Code.Refused(String reason)
                ? people
                    .change(userId, "", reach -> Contacts.remove(reach, method.id()))
                    .map(_ -> {
                      throw ProblemException.field("address", "cannot be reached: " + reason);
                    })
                : created(ContactMethodBody.of(method, userId, code), method));
  }

  private Uni<Response> created(ContactMethodBody body, ContactMethod method) {
    var shown =
        method.channel() == Channel.WEBHOOK
            ? secrets.of(method.id()).map(signature -> body.withSecret(signature.secret()))
            : Uni.createFrom().item(body);
    return shown.map(entity -> Response.status(Response.Status.CREATED).entity(entity).build());
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Take a way to reach a person away, with the rules that name it")
  @APIResponse(responseCode = "204", description = "It is gone.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      @PathParam("id") String id) {
    return people
        .person(request, who)
        .flatMap(known -> {
          var method = own(known, id);
          return people
              .change(known.person().id(), "", reach -> Contacts.remove(reach, method.id()))
              .replaceWith(Response.noContent().build());
        });
  }

  private ContactMethod method(UUID id, ContactMethodBody wanted) {
    var channel = Limits.present("channel", wanted.channel());
    var address = address(channel, Limits.line("address", wanted.address(), ADDRESS_MAX));
    if (!ContactMethod.fits(channel, address)) {
      throw ProblemException.field("address", ContactMethod.form(channel));
    }
    if (!carriers.isSetUp(channel)) {
      throw ProblemException.conflict(
          channel.name().toLowerCase(Locale.ROOT) + " is not set up in this installation");
    }
    var label = wanted.label() == null ? "" : Limits.line("label", wanted.label(), LABEL_MAX);
    return ContactMethod.fresh(id, channel, address, label);
  }

  /** People write phone numbers with all kinds of things between the digits. */
  private static String address(Channel channel, String written) {
    return switch (channel) {
      case SMS, VOICE -> written.replaceAll("[\\s().-]", "");
      case EMAIL, PUSH, SLACK, TEAMS, WEBHOOK -> written;
    };
  }

  /** One of somebody's methods that can be changed. */
  static ContactMethod own(Known known, String id) {
    var method =
        known
            .person()
            .reach()
            .method(IncidentResource.uuid(id))
            .orElseThrow(() -> ProblemException.notFound("contact method"));
    if (method.id().equals(known.person().id())) {
      throw ProblemException.conflict("the mailbox of the account changes with the account alone");
    }
    return method;
  }
}
