/** What people do with an integration from its beginning to its end. */
@NullMarked
package io.taskcall.auth.life;

import org.jspecify.annotations.NullMarked;
