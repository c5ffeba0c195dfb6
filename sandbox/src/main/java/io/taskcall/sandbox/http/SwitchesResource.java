package io.taskcall.sandbox.http;

import io.taskcall.sandbox.domain.fault.Switches;
import io.taskcall.sandbox.memory.SwitchBoard;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/** Makes things go wrong, and right again. */
@Path("/api/switches")
public class SwitchesResource {
  private final SwitchBoard board;

  SwitchesResource(SwitchBoard board) {
    this.board = board;
  }

  @GET
  public SwitchesBody get() {
    return SwitchesBody.of(board.switches());
  }

  @PUT
  public SwitchesBody set(@Nullable SwitchesBody body) {
    if (body == null) {
      throw Problem.badRequest("The body must be an object of switches.");
    }
    board.set(body.over(board.switches()));
    return get();
  }

  /** Everything works again. */
  @DELETE
  public SwitchesBody reset() {
    board.set(Switches.NONE);
    return get();
  }
}
