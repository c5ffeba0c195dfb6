package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.postgres.Reaches;
import io.taskcall.oncall.postgres.Reaches.Known;
import io.taskcall.oncall.push.VapidKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people of an organization, and by which channels each can be reached. */
@Path("/api/v1/people")
@Tag(name = "people")
public final class PeopleResource {
  private final Reaches reaches;
  private final VapidKeys vapid;

  PeopleResource(Reaches reaches, VapidKeys vapid) {
    this.reaches = reaches;
    this.vapid = vapid;
  }

  /**
   * A person.
   *
   * @param channels those by which a message would arrive
   */
  @Schema(name = "Person")
  public record PersonBody(
      UUID id, String name, String email, String role, List<Channel> channels) {
    static PersonBody of(Known known) {
      var person = known.person();
      var channels =
          person.reach().usable().stream().map(ContactMethod::channel).distinct().toList();
      var role = known.role().toLowerCase(Locale.ROOT);
      return new PersonBody(person.id(), person.name(), person.email(), role, channels);
    }
  }

  /** What a browser needs to subscribe to push messages. */
  @Schema(name = "PushKey")
  public record PushKey(String publicKey) {}

  @GET
  @Path("push-key")
  @Operation(
      summary = "The key that a browser needs to subscribe to push messages",
      description = "It is the applicationServerKey of pushManager.subscribe.")
  public Uni<PushKey> pushKey() {
    return vapid.publicKey().map(PushKey::new);
  }

  @GET
  @Operation(summary = "The people of the organization, by name")
  public Uni<Listing<PersonBody>> people(@Context ContainerRequestContext request) {
    return reaches
        .people(Authentication.caller(request).organizationId())
        .map(people -> Listing.whole(people.stream().map(PersonBody::of).toList()));
  }
}
