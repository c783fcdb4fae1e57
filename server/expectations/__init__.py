"""What is realistically expected and what came of it; of a task or goal, of a feared situation, of the therapy."""
