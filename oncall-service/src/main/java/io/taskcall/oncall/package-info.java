/** Works out who is on call and pages them until somebody answers. */
@NullMarked
package io.taskcall.oncall;

import org.jspecify.annotations.NullMarked;
